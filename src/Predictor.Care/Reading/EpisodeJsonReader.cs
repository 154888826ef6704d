using System.Text.Json;
using System.Text.Unicode;
using Predictor.Care.Checking;
using Predictor.Care.Reading.Fields;
using Predictor.Care.Reading.Json;

namespace Predictor.Care.Reading;

/// <summary>
/// Reads one episode with its events and the moment at which it is to be judged from JSON: the columns of an export in camelCase.
/// The same rules as for an export hold, and unknown fields are refused. Safe for several threads.
/// </summary>
public sealed class EpisodeJsonReader
{
    private readonly EpisodeJsonReaderOptions _options;

    /// <param name="options">How to read; the defaults where null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit of the options is negative.</exception>
    public EpisodeJsonReader(EpisodeJsonReaderOptions? options = null)
    {
        _options = options ?? new EpisodeJsonReaderOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(_options.MaximumEvents, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(_options.ProblemsListedPerGroup, nameof(options));
    }

    /// <summary>Reads a document from its UTF-8 bytes. Whatever is wrong with it is in the result, and all of it at once.</summary>
    public EpisodeJsonReading Read(ReadOnlyMemory<byte> utf8)
    {
        var log = new ProblemLog(_options.ProblemsListedPerGroup);
        var problems = new JsonProblems(log);
        if (!Utf8.IsValid(utf8.Span))
        {
            problems.Report(ProblemKind.InvalidUtf8, "", null, "JSON in UTF-8", "The document is not UTF-8.");
            return Refuse(log);
        }

        try
        {
            using var document = JsonDocument.Parse(utf8);
            return Read(document.RootElement, log, problems);
        }
        catch (JsonException e)
        {
            problems.Report(ProblemKind.InvalidJson, "", null, "a JSON document", FormattableString.Invariant($"The document is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}."));
            return Refuse(log);
        }
    }

    /// <summary>Reads a document that has been parsed.</summary>
    public EpisodeJsonReading Read(JsonElement document)
    {
        var log = new ProblemLog(_options.ProblemsListedPerGroup);
        return Read(document, log, new JsonProblems(log));
    }

    private EpisodeJsonReading Read(JsonElement root, ProblemLog log, JsonProblems problems)
    {
        var body = JsonBody.Read(root, problems);
        if (body is null) return Refuse(log);
        var moments = new MomentParser(_options.Calendar);
        var asOf = body.ReadAsOf(moments, problems);
        if (!body.CheckSize(_options.MaximumEvents, problems)) return Refuse(log);
        var rows = new JsonEpisodeRows(_options, log, problems, moments).Read(body);
        if (rows is null) return Refuse(log);
        rows.Sort();
        var checker = new RecordChecker(new ProblemReporter(log, JsonLocator.Instance), _options.Calendar, new RowErrors());
        new EpisodeChecks(checker).Run(rows);
        return new EpisodeJsonReading(asOf, rows.Build(), ToReport(log));
    }

    private static EpisodeJsonReading Refuse(ProblemLog log) => new(null, null, ToReport(log));

    private static ProblemReport ToReport(ProblemLog log) => log.ToReport(_ => 0);
}
