using System.Globalization;
using System.Text;
using Predictor.Care.Checking;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Time;

namespace Predictor.Care.Reading.Fields;

/// <summary>
/// Turns the fields of one record after another into values, and reports every field that is wrong. The same for CSV and JSON:
/// only the source differs. Null means unknown or reported as wrong; <see cref="HasErrors"/> tells whether the record can be used.
/// </summary>
internal sealed class FieldReader(RecordSchema schema, IFieldSource source, ProblemReporter reporter, MomentParser moments, StringPool pool)
{
    /// <summary>The longest text taken over; ids and names are far shorter.</summary>
    public const int MaximumTextLength = 256;

    private static readonly string[] Placeholders = ["null", "na", "n/a", "none", "nan", "unknown", "?", "-"];

    private readonly int[] _filled = new int[schema.Columns.Count];

    /// <summary>How many records had a value in each column, by the column's index.</summary>
    public IReadOnlyList<int> Filled => _filled;

    /// <summary>How many of the present record's values are in error or missing.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>True where the present record cannot be used.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>Where the present record stands, see <see cref="IFieldSource.Position"/>.</summary>
    public int Position => source.Position;

    /// <summary>To be called when the source has moved to another record.</summary>
    public void Start() => ErrorCount = 0;

    /// <summary>A text that repeats from record to record, such as a name: held once.</summary>
    public string? Text(Column column) => TryText(column, out var utf8) ? pool.Get(utf8) : null;

    /// <summary>A text that differs from record to record, such as an id.</summary>
    public string? UniqueText(Column column) => TryText(column, out var utf8) ? Encoding.UTF8.GetString(utf8) : null;

    /// <summary>A text that need not be there, even if its column says so.</summary>
    public string? OptionalText(Column column) => TryText(column, false, out var utf8) ? pool.Get(utf8) : null;

    /// <summary>The checked UTF-8 of a text, valid until the source moves on.</summary>
    public bool TryText(Column column, out ReadOnlySpan<byte> utf8) => TryText(column, column.IsRequired, out utf8);

    public Moment? Moment(Column column)
    {
        if (!TryRead(column, column.IsRequired, out var utf8)) return null;
        var fault = moments.Parse(utf8, out var moment);
        if (fault == MomentFault.None) return moment;
        ReportMoment(column, fault, Excerpt.Of(utf8));
        return null;
    }

    public double? Number(Column column)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!TryRead(column, column.IsRequired, out var utf8)) return null;
        if (!double.TryParse(utf8, Styles, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            var value = Excerpt.Of(utf8);
            var hint = utf8.Contains((byte)',') ? " Write the decimal point as '.' and leave out separators of thousands." : UnknownHint(utf8);
            Report(ProblemKind.NotANumber, column, value, column.ExpectedNumber, $"'{value}' is not a number; expected {column.ExpectedNumber}.{hint}");
            return null;
        }

        if (number >= column.Minimum && number <= column.Maximum && (!column.IsWhole || number == Math.Floor(number))) return number;
        ReportOutOfRange(column, Excerpt.Of(utf8), column.ExpectedNumber);
        return null;
    }

    public T? Code<T>(Column column, CodeTable<T> table)
        where T : struct, Enum
    {
        if (!TryRead(column, column.IsRequired, out var utf8)) return null;
        if (table.TryFind(utf8, out var code)) return code;
        var value = Excerpt.Of(utf8);
        var expected = "one of " + string.Join(", ", table.Codes);
        Report(ProblemKind.UnknownCode, column, value, expected, $"'{value}' is no code of this column; expected {expected}.{CodeHint(value, table.Codes)}");
        return null;
    }

    /// <summary>Reports a number that is one, but cannot be.</summary>
    public void ReportOutOfRange(Column column, string value, string expected) =>
        Report(ProblemKind.OutOfRange, column, value, expected, $"{value} cannot be; expected {expected}.");

    /// <summary>Reports a problem of the present record.</summary>
    public void Report(ProblemKind kind, Column? column, string? value, string expected, string message)
    {
        if (ProblemKinds.SeverityOf(kind) == ProblemSeverity.Error) ErrorCount++;
        reporter.Report(kind, schema, source.Position, column, value, expected, message);
    }

    private bool TryText(Column column, bool isRequired, out ReadOnlySpan<byte> utf8)
    {
        if (!TryRead(column, isRequired, out utf8)) return false;
        if (utf8.Length > MaximumTextLength && Encoding.UTF8.GetCharCount(utf8) > MaximumTextLength)
        {
            Report(ProblemKind.TooLong, column, Excerpt.Of(utf8), $"at most {MaximumTextLength} characters", $"The text is longer than {MaximumTextLength} characters: '{Excerpt.Of(utf8)}'.");
            return false;
        }

        if (utf8.Length <= 7 && IsPlaceholder(utf8))
        {
            var value = Excerpt.Of(utf8);
            Report(ProblemKind.Placeholder, column, value, "an empty field where the value is unknown", $"'{value}' looks like a word for 'unknown' but is taken as it stands: leave unknown values empty.");
        }

        return true;
    }

    private bool TryRead(Column column, bool isRequired, out ReadOnlySpan<byte> utf8)
    {
        var state = source.Read(column, out utf8);
        if (state == FieldState.Present)
        {
            if (utf8[0] <= ' ' || utf8[^1] <= ' ') utf8 = TrimSpaces(column, utf8);
            if (!utf8.IsEmpty)
            {
                _filled[column.Index]++;
                return true;
            }
        }
        else if (state == FieldState.WrongType)
        {
            var expected = column.Kind == ColumnKind.Number ? "a JSON number" : "a JSON string";
            var value = Excerpt.Of(utf8);
            Report(ProblemKind.WrongType, column, value, expected, $"{value} has the wrong type; expected {expected}.");
            return false;
        }

        if (!isRequired) return false;
        if (state == FieldState.NoColumn) ErrorCount++;
        else Report(ProblemKind.MissingValue, column, "", "a value", $"'{reporter.NameOf(column)}' is required and has no value.");
        return false;
    }

    private ReadOnlySpan<byte> TrimSpaces(Column column, ReadOnlySpan<byte> utf8)
    {
        var trimmed = utf8.Trim(" \t\r\n"u8);
        if (trimmed.Length == utf8.Length) return utf8;
        var value = Excerpt.Of(utf8);
        Report(ProblemKind.SurroundingSpaces, column, value, "no spaces around the value", $"The spaces around '{Excerpt.Of(trimmed)}' are ignored.");
        return trimmed;
    }

    private void ReportMoment(Column column, MomentFault fault, string value)
    {
        const string Expected = "a day such as 2026-03-02, or a time with its offset such as 2026-03-02T09:00:00+01:00";
        switch (fault)
        {
            case MomentFault.NoOffset:
                Report(ProblemKind.MissingOffset, column, value, Expected, $"'{value}' does not say its offset from UTC; add 'Z' or an offset such as '+01:00', or give the bare day.");
                break;
            case MomentFault.NoSuchTime:
                Report(ProblemKind.NotATime, column, value, Expected, $"There is no such day, time of day or offset as '{value}'; expected {Expected}.");
                break;
            case MomentFault.YearOutOfRange:
                var range = FormattableString.Invariant($"a year from {MomentParser.FirstYear} to {MomentParser.LastYear}");
                Report(ProblemKind.OutOfRange, column, value, range, $"'{value}' cannot be; expected {range}. Leave unknown times empty.");
                break;
            default:
                Report(ProblemKind.NotATime, column, value, Expected, $"'{value}' is not a time; expected {Expected}.");
                break;
        }
    }

    private static string CodeHint(string value, IReadOnlyList<string> codes)
    {
        if (codes.FirstOrDefault(c => c.Equals(value, StringComparison.OrdinalIgnoreCase)) is { } sameButCase) return $" Case matters: write '{sameButCase}'.";
        return Suggestion.For(value, codes);
    }

    private static string UnknownHint(ReadOnlySpan<byte> utf8) => utf8.Length <= 7 && IsPlaceholder(utf8) ? " Leave unknown values empty." : "";

    private static bool IsPlaceholder(ReadOnlySpan<byte> utf8)
    {
        // Asked of every short text: the first letter rules out nearly all.
        if ((utf8[0] | 0x20) is not ('n' or 'u' or '?' or '-')) return false;
        foreach (var word in Placeholders)
        {
            if (Ascii.EqualsIgnoreCase(utf8, word)) return true;
        }

        return false;
    }
}
