using System.Text.Json;
using Predictor.Care.Checking;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;
using Predictor.Care.Time;

namespace Predictor.Care.Reading.Json;

/// <summary>The parts of the document of one episode: <c>asOf</c>, <c>episode</c> and the four lists of events.</summary>
internal sealed class JsonBody
{
    private const string AsOfName = "asOf";

    private static readonly IReadOnlyList<string> Names = [AsOfName, .. ExportSchemas.All.Select(s => s.JsonName)];

    private readonly Dictionary<string, JsonElement> _parts = new(Names.Count, StringComparer.Ordinal);

    private JsonBody()
    {
    }

    /// <summary>Takes the document apart, and reports members that are unknown, doubled or missing.</summary>
    /// <returns>Null where the document is no object, which has been reported.</returns>
    public static JsonBody? Read(JsonElement root, JsonProblems problems)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            problems.Report(ProblemKind.WrongType, "", Excerpt.Of(JsonText.Raw(root)), "a JSON object", "The document has the wrong type; expected a JSON object.");
            return null;
        }

        var body = new JsonBody();
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in root.EnumerateObject())
        {
            var name = JsonText.NameOf(member);
            var isKnown = Names.Contains(name);
            if (isKnown ? !body._parts.TryAdd(name, member.Value) : !unknown.Add(name))
            {
                problems.Report(ProblemKind.DuplicateField, JsonPointer.Append("", name), Excerpt.Of(name), "each field once", $"The field '{Excerpt.Of(name)}' is given twice.");
            }
            else if (!isKnown)
            {
                problems.Report(ProblemKind.UnknownField, JsonPointer.Append("", name), Excerpt.Of(name), "one of " + string.Join(", ", Names), $"The field '{Excerpt.Of(name)}' is unknown.{Suggestion.For(name, Names)}");
            }
        }

        body.CheckTypes(problems);
        return body;
    }

    /// <summary>The episode's object; null where it is missing, which has been reported.</summary>
    public JsonElement? Episode => PartOf(EpisodeColumns.Schema.JsonName);

    /// <summary>A list of events; null where it is absent.</summary>
    public JsonElement? EventsOf(RecordSchema schema) => PartOf(schema.JsonName);

    /// <summary>The moment to judge at; null where it is missing or wrong, which has been reported.</summary>
    public Moment? ReadAsOf(MomentParser moments, JsonProblems problems)
    {
        const string Expected = "a time with its offset such as 2026-03-02T09:00:00Z, or a day such as 2026-03-02";
        const string Pointer = "/" + AsOfName;
        if (PartOf(AsOfName) is not { } element)
        {
            problems.Report(ProblemKind.MissingValue, Pointer, null, Expected, $"'{AsOfName}' is required and has no value; expected {Expected}.");
            return null;
        }

        if (element.ValueKind != JsonValueKind.String || !JsonText.TryRead(element, out var text))
        {
            var raw = Excerpt.Of(JsonText.Raw(element));
            problems.Report(ProblemKind.WrongType, Pointer, raw, "a JSON string", $"{raw} has the wrong type; expected a JSON string with {Expected}.");
            return null;
        }

        var fault = moments.Parse(text, out var moment);
        if (fault == MomentFault.None) return moment;
        var kind = fault == MomentFault.NoOffset ? ProblemKind.MissingOffset : ProblemKind.NotATime;
        problems.Report(kind, Pointer, Excerpt.Of(text), Expected, $"'{Excerpt.Of(text)}' cannot be read; expected {Expected}.");
        return null;
    }

    /// <summary>Refuses a document with too many events before any of them is read.</summary>
    public bool CheckSize(int maximumEvents, JsonProblems problems)
    {
        var count = ExportSchemas.All.Select(EventsOf).Sum(e => e is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : 0);
        if (count <= maximumEvents) return true;
        var value = FormattableString.Invariant($"{count} events");
        var expected = FormattableString.Invariant($"at most {maximumEvents} events");
        problems.Report(ProblemKind.TooManyEvents, "", value, expected, $"The document has {value} (appointments, measures, payments and contacts together); expected {expected}.");
        return false;
    }

    /// <summary>A part; null where it is absent or null.</summary>
    private JsonElement? PartOf(string name) => _parts.TryGetValue(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;

    private void CheckTypes(JsonProblems problems)
    {
        foreach (var schema in ExportSchemas.All)
        {
            if (PartOf(schema.JsonName) is not { } part)
            {
                if (schema.IsFileRequired) problems.Report(ProblemKind.MissingValue, JsonPointer.Append("", schema.JsonName), null, "a value", $"'{schema.JsonName}' is required and has no value.");
                continue;
            }

            if (schema == EpisodeColumns.Schema || part.ValueKind == JsonValueKind.Array) continue;
            var value = Excerpt.Of(JsonText.Raw(part));
            problems.Report(ProblemKind.WrongType, JsonPointer.Append("", schema.JsonName), value, "a JSON array", $"{value} has the wrong type; expected a JSON array.");
            _parts.Remove(schema.JsonName);
        }
    }
}
