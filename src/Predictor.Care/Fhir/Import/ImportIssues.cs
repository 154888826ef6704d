using System.Text.Json;

namespace Predictor.Care.Fhir.Import;

/// <summary>Writes every issue to a file as it comes, counts the kinds, and keeps the first of each: memory is bounded.</summary>
internal sealed class ImportIssues(Stream file)
{
    private const int Kept = 100;

    private readonly Dictionary<(FhirSeverity, string, string?, string), long> _counts = [];
    private readonly List<FhirIssue> _first = [];

    public IReadOnlyList<FhirIssue> First => _first;

    public IReadOnlyList<FhirIssueGroup> Groups =>
        [.. _counts.Select(c => new FhirIssueGroup(c.Key.Item1, c.Key.Item2, c.Key.Item3, c.Key.Item4, c.Value)).OrderBy(g => g.Severity).ThenBy(g => g.ResourceType, StringComparer.Ordinal).ThenBy(g => g.Message, StringComparer.Ordinal)];

    public long Count(params ReadOnlySpan<FhirSeverity> severities)
    {
        var sum = 0L;
        foreach (var (key, count) in _counts)
        {
            if (severities.Contains(key.Item1)) sum += count;
        }

        return sum;
    }

    public void Add(IEnumerable<FhirIssue> issues)
    {
        foreach (var issue in issues) Add(issue);
    }

    public void Add(FhirIssue issue)
    {
        var key = (issue.Severity, issue.Code, issue.ResourceType, issue.Message);
        var count = _counts.GetValueOrDefault(key) + 1;
        _counts[key] = count;
        if (count <= Kept) _first.Add(issue);
        Write(issue);
    }

    private void Write(FhirIssue issue)
    {
        using (var writer = new Utf8JsonWriter(file))
        {
            writer.WriteStartObject();
            writer.WriteString("severity", JsonNamingPolicy.CamelCase.ConvertName(issue.Severity.ToString()));
            writer.WriteString("code", issue.Code);
            if (issue.File is { } name) writer.WriteString("file", name);
            if (issue.Line is { } line) writer.WriteNumber("line", line);
            writer.WriteString("expression", issue.Expression);
            writer.WriteString("message", issue.Problem?.Message ?? issue.Message);
            writer.WriteEndObject();
        }

        file.WriteByte((byte)'\n');
    }
}
