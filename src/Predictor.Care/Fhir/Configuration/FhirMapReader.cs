using System.Text.Json;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Fhir.Configuration;

/// <summary>Reads the file of a mapping, which adds to the one that is built in: an entry of the same key replaces the built-in one, null removes it.</summary>
public sealed class FhirMapReader
{
    private static readonly IReadOnlyList<string> Members = ["instruments", "questionnaires", "extensions", "covariates", "lastUpdatedTells", "invoiceDueDays", .. FhirNames.Tables.Keys];

    private readonly FhirMap _map = FhirMap.Default.Copy();
    private readonly List<string> _problems = [];

    private FhirMapReader()
    {
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problems">All that is wrong with it, each a sentence that begins with the path; none where it can be used.</param>
    /// <returns>The mapping; the built-in one where there are problems.</returns>
    public static FhirMap ReadFile(string path, out IReadOnlyList<string> problems)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var map = Read(File.ReadAllBytes(path), out var found);
            problems = [.. found.Select(p => $"{path}: {p}")];
            return map;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems = [$"{path}: cannot be read: {e.Message}"];
            return FhirMap.Default;
        }
    }

    /// <summary>Reads a mapping from its UTF-8 bytes; comments are allowed.</summary>
    /// <inheritdoc cref="ReadFile"/>
    public static FhirMap Read(ReadOnlyMemory<byte> utf8, out IReadOnlyList<string> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false });
            var reader = new FhirMapReader();
            reader.Read(document.RootElement);
            problems = reader._problems;
            return problems.Count == 0 ? reader._map : FhirMap.Default;
        }
        catch (JsonException e)
        {
            problems = [$"is not JSON: {e.Message}"];
            return FhirMap.Default;
        }
    }

    private void Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            _problems.Add("is no JSON object.");
            return;
        }

        foreach (var member in root.EnumerateObject())
        {
            if (FhirNames.Tables.TryGetValue(member.Name, out var codes)) ReadCodes(member.Name, member.Value, codes);
            else ReadOther(member.Name, member.Value);
        }
    }

    private void ReadOther(string name, JsonElement value)
    {
        switch (name)
        {
            case "instruments":
                ReadInstruments(value);
                break;
            case "questionnaires":
                ReadQuestionnaires(value);
                break;
            case "extensions":
                ReadUrls(name, value, _map.Extensions, FhirNames.Extensions.Contains, "one of " + string.Join(", ", FhirNames.Extensions));
                break;
            case "covariates":
                ReadUrls(name, value, _map.Covariates, n => n.Length > 2 && n.StartsWith("x_", StringComparison.Ordinal), "a name that begins with x_");
                break;
            case "lastUpdatedTells":
                ReadUpdates(value);
                break;
            case "invoiceDueDays":
                ReadDueDays(value);
                break;
            default:
                _problems.Add($"'{name}' is unknown; expected one of {string.Join(", ", Members)}.{Suggestion.For(name, Members)}");
                break;
        }
    }

    private void ReadInstruments(JsonElement value)
    {
        foreach (var (key, entry) in Entries("instruments", value))
        {
            if (!IsCoding(key)) _problems.Add($"instruments: '{key}' is no code; expected system|code.");
            else if (entry.ValueKind == JsonValueKind.Null) _map.Instruments.Remove(key);
            else if (ScoreOf($"instruments: '{key}'", entry, ["instrument", "scale"]) is { } score) _map.Instruments[key] = score;
        }
    }

    private void ReadQuestionnaires(JsonElement value)
    {
        foreach (var (key, entry) in Entries("questionnaires", value))
        {
            var place = $"questionnaires: '{key}'";
            if (key.Length == 0 || key.Contains('|', StringComparison.Ordinal)) _problems.Add($"{place} is no address of a questionnaire; expected its canonical URL without a version.");
            else if (entry.ValueKind == JsonValueKind.Null) _map.Questionnaires.Remove(key);
            else if (ScoreOf(place, entry, ["instrument", "scale", "item", "sum"]) is { } score) ReadQuestionnaire(key, place, entry, score);
        }
    }

    private void ReadQuestionnaire(string key, string place, JsonElement entry, FhirScore score)
    {
        var item = entry.Text("item");
        var sum = entry.List("sum").Select(i => i.Text()).ToList();
        if (sum.Contains(null)) _problems.Add($"{place}: sum holds something else than text; expected the linkIds of items.");
        else if (item is null == (sum.Count == 0)) _problems.Add($"{place}: expected either item, the linkId of the score, or sum, the linkIds of the items to add up.");
        else if (sum.Distinct().Count() < sum.Count) _problems.Add($"{place}: sum names an item twice.");
        else _map.Questionnaires[key] = new FhirQuestionnaire(score, item, [.. sum.OfType<string>()]);
    }

    private FhirScore? ScoreOf(string place, JsonElement entry, IReadOnlyList<string> members)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            _problems.Add($"{place}: expected an object with instrument and, where it is not the total, scale.");
            return null;
        }

        var before = _problems.Count;
        foreach (var member in entry.EnumerateObject().Where(m => !members.Contains(m.Name))) _problems.Add($"{place}: '{member.Name}' is unknown; expected {string.Join(", ", members)}.{Suggestion.For(member.Name, members)}");
        if (entry.Find("scale") is { } scale && scale.Text() is null) _problems.Add($"{place}: scale is no text.");
        if (entry.Text("instrument") is not { } instrument)
        {
            _problems.Add($"{place}: has no instrument; expected its name, such as PHQ-9.");
            return null;
        }

        return _problems.Count == before ? new FhirScore(instrument, entry.Text("scale")) : null;
    }

    private void ReadCodes(string table, JsonElement value, IReadOnlyList<string> codes)
    {
        foreach (var (key, entry) in Entries(table, value))
        {
            if (!IsCoding(key)) _problems.Add($"{table}: '{key}' is no code; expected system|code.");
            else if (entry.ValueKind == JsonValueKind.Null) _map.Codes[table].Remove(key);
            else if (entry.Text() is not { } meaning) _problems.Add($"{table}: '{key}': expected a text or null.");
            else if (codes.Count > 0 && !codes.Contains(meaning)) _problems.Add($"{table}: '{key}' is '{meaning}'; expected one of {string.Join(", ", codes)}.{Suggestion.For(meaning, codes)}");
            else _map.Codes[table][key] = meaning;
        }
    }

    private void ReadUrls(string name, JsonElement value, Dictionary<string, string> urls, Func<string, bool> isKnown, string expected)
    {
        foreach (var (key, entry) in Entries(name, value))
        {
            if (!isKnown(key)) _problems.Add($"{name}: '{key}' is unknown; expected {expected}.");
            else if (entry.ValueKind == JsonValueKind.Null) urls.Remove(key);
            else if (entry.Text() is { } url && Uri.TryCreate(url, UriKind.Absolute, out _)) urls[key] = url;
            else _problems.Add($"{name}: '{key}': expected the URL of an extension, or null.");
        }
    }

    private void ReadUpdates(JsonElement value)
    {
        _map.LastUpdatedTells.Clear();
        if (value.ValueKind != JsonValueKind.Array)
        {
            _problems.Add("lastUpdatedTells: expected a list.");
            return;
        }

        foreach (var entry in value.EnumerateArray())
        {
            if (entry.Text() is { } what && FhirNames.Updates.Contains(what)) _map.LastUpdatedTells.Add(what);
            else _problems.Add($"lastUpdatedTells: {entry.GetRawText()} is unknown; expected some of {string.Join(", ", FhirNames.Updates)}.");
        }
    }

    private void ReadDueDays(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null) _map.InvoiceDueDays = null;
        else if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var days) && days is >= 0 and <= 365) _map.InvoiceDueDays = days;
        else _problems.Add($"invoiceDueDays is {value.GetRawText()}; expected a whole number from 0 to 365, or null where it is not known.");
    }

    private List<(string Key, JsonElement Value)> Entries(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object) return [.. value.EnumerateObject().Select(m => (m.Name, m.Value))];
        _problems.Add($"{name}: expected an object.");
        return [];
    }

    private static bool IsCoding(string key) => key.IndexOf('|', StringComparison.Ordinal) is var bar && bar >= 0 && bar < key.Length - 1;
}
