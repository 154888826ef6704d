using System.Text.Json;
using Predictor.Care.Checking;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading.Json;

/// <summary>One JSON object after another, as the fields of records of one kind.</summary>
internal sealed class JsonRecord(RecordSchema schema, JsonProblems problems) : IFieldSource
{
    private static readonly Dictionary<string, string> NoCovariates = [];

    private readonly JsonElement[] _values = new JsonElement[schema.Columns.Count];
    // Made when the first is met: most records have neither. The covariates stand by name, as they come from a file.
    private SortedDictionary<string, string>? _covariates;
    private HashSet<string>? _others;

    public int Position { get; private set; }

    /// <summary>The <c>x_</c> members of the present object that have a value.</summary>
    public IReadOnlyDictionary<string, string> Covariates => _covariates is null ? NoCovariates : new Dictionary<string, string>(_covariates, StringComparer.Ordinal);

    /// <summary>Moves to an object, and reports members that are unknown, doubled or refused.</summary>
    /// <returns>False where the value is no object, which has been reported.</returns>
    public bool MoveTo(JsonElement element, int position)
    {
        Position = position;
        Array.Clear(_values);
        _covariates?.Clear();
        _others?.Clear();
        if (element.ValueKind != JsonValueKind.Object)
        {
            var value = Excerpt.Of(JsonText.Raw(element));
            problems.Report(ProblemKind.WrongType, JsonLocator.PointerTo(schema, position), value, "a JSON object", $"{value} has the wrong type; expected a JSON object.");
            return false;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (schema.FindJson(JsonText.Utf8NameOf(member)) is not { } column) PlaceOther(JsonText.NameOf(member), member.Value);
            else if (_values[column.Index].ValueKind == JsonValueKind.Undefined) _values[column.Index] = member.Value;
            else ReportTwice(column.JsonName);
        }

        return true;
    }

    public FieldState Read(Column column, out ReadOnlySpan<byte> utf8)
    {
        var element = _values[column.Index];
        utf8 = default;
        if (element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return FieldState.Unknown;
        utf8 = JsonText.Raw(element);
        var expected = column.Kind == ColumnKind.Number ? JsonValueKind.Number : JsonValueKind.String;
        if (element.ValueKind != expected) return FieldState.WrongType;
        if (expected == JsonValueKind.Number) return FieldState.Present;
        if (!JsonText.TryRead(element, out var text)) return FieldState.WrongType;
        utf8 = text;
        return utf8.IsEmpty ? FieldState.Unknown : FieldState.Present;
    }

    private void ReportTwice(string name) =>
        problems.Report(ProblemKind.DuplicateField, PointerTo(name), Excerpt.Of(name), "each field once", $"The field '{Excerpt.Of(name)}' is given twice.");

    /// <summary>Pointers are made for problems alone: most members have none.</summary>
    private string PointerTo(string name) => JsonPointer.Append(JsonLocator.PointerTo(schema, Position), name);

    /// <summary>Takes a member that is no column of the schema.</summary>
    private void PlaceOther(string name, JsonElement value)
    {
        _others ??= new HashSet<string>(StringComparer.Ordinal);
        if (!_others.Add(name))
        {
            ReportTwice(name);
        }
        else if (schema.TakesFurtherColumns && FurtherColumns.IsCovariate(name))
        {
            PlaceCovariate(name, value);
        }
        else if (FurtherColumns.IsAuditAttribute(name))
        {
            problems.Report(ProblemKind.AuditAttributeRefused, PointerTo(name), Excerpt.Of(name), "no s_ fields", $"'{Excerpt.Of(name)}' is refused: sensitive attributes (s_) are for the fairness audit of an export and never part of a score.");
        }
        else
        {
            var expected = "one of " + string.Join(", ", schema.Columns.Select(c => c.JsonName)) + (schema.TakesFurtherColumns ? ", or a name that begins with x_" : "");
            problems.Report(ProblemKind.UnknownField, PointerTo(name), Excerpt.Of(name), expected, $"The field '{Excerpt.Of(name)}' is unknown.{Suggestion.For(name, schema.Columns.Select(c => c.JsonName))}");
        }
    }

    private void PlaceCovariate(string name, JsonElement value)
    {
        const string Expected = "a JSON string, number or boolean";
        if (value.ValueKind == JsonValueKind.Null) return;
        var utf8 = JsonText.Raw(value);
        var isText = value.ValueKind == JsonValueKind.String;
        var isPlain = isText || value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;
        if (!isPlain || (isText && !JsonText.TryRead(value, out utf8)))
        {
            var shown = Excerpt.Of(JsonText.Raw(value));
            problems.Report(ProblemKind.WrongType, PointerTo(name), shown, Expected, $"{shown} has the wrong type; expected {Expected}.");
            return;
        }

        // The same as in a CSV file: spaces around are no part of the value, and an empty one is unknown.
        var text = System.Text.Encoding.UTF8.GetString(utf8.Trim(" \t\r\n"u8));
        if (text.Length > FieldReader.MaximumTextLength)
        {
            problems.Report(ProblemKind.TooLong, PointerTo(name), Excerpt.Of(text), $"at most {FieldReader.MaximumTextLength} characters", $"The text is longer than {FieldReader.MaximumTextLength} characters: '{Excerpt.Of(text)}'.");
        }
        else if (text.Length > 0)
        {
            _covariates ??= new SortedDictionary<string, string>(StringComparer.Ordinal);
            _covariates[name] = text;
        }
    }
}
