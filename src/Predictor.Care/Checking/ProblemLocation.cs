using System.Globalization;

namespace Predictor.Care.Checking;

/// <summary>Where a problem stands: a place in a file of an export, or a value of a JSON document.</summary>
/// <param name="File">The file's name within the folder; null in a JSON document.</param>
/// <param name="Line">The 1-based physical line on which the record begins, the header being line 1; null where the whole file is meant.</param>
/// <param name="Column">The column's name; null where the whole row or file is meant.</param>
/// <param name="JsonPointer">The JSON pointer (RFC 6901); null in a file. The whole document is the empty pointer.</param>
public sealed record ProblemLocation(string? File, int? Line, string? Column, string? JsonPointer)
{
    internal static ProblemLocation InFile(string file, int? line = null, string? column = null) => new(file, line, column, null);

    internal static ProblemLocation At(string pointer) => new(null, null, null, pointer);

    /// <summary>Such as <c>appointments.csv, line 17, column status</c> or <c>/appointments/3/status</c>.</summary>
    public override string ToString()
    {
        if (JsonPointer is not null) return JsonPointer.Length == 0 ? "the document" : JsonPointer;
        var line = Line is { } number ? string.Create(CultureInfo.InvariantCulture, $", line {number}") : "";
        var column = Column is null ? "" : $", column {Column}";
        return File + line + column;
    }
}
