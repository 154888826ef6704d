namespace Predictor.Care.Reading.Columns;

/// <summary>The columns of one kind of record: the one description that CSV and JSON share.</summary>
internal sealed class RecordSchema
{
    private readonly List<Column> _columns = [];

    /// <param name="fileName">The file of the export, such as <c>appointments.csv</c>.</param>
    /// <param name="jsonName">The name of the array (or object) in JSON, such as <c>appointments</c>.</param>
    /// <param name="isFileRequired">True where an export without the file is refused.</param>
    /// <param name="takesFurtherColumns">True where <c>x_</c> and <c>s_</c> columns are read.</param>
    public RecordSchema(string fileName, string jsonName, bool isFileRequired = false, bool takesFurtherColumns = false)
    {
        FileName = fileName;
        JsonName = jsonName;
        IsFileRequired = isFileRequired;
        TakesFurtherColumns = takesFurtherColumns;
    }

    public string FileName { get; }

    public string JsonName { get; }

    public bool IsFileRequired { get; }

    public bool TakesFurtherColumns { get; }

    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>The column of a name in JSON; null where there is none.</summary>
    public Column? FindJson(ReadOnlySpan<byte> name)
    {
        // Two dozen columns at most: comparing each costs less than hashing.
        foreach (var column in _columns)
        {
            if (name.SequenceEqual(column.JsonNameUtf8.Span)) return column;
        }

        return null;
    }

    public Column Text(string name, bool required = false) => Add(new() { Name = name, Kind = ColumnKind.Text, Index = _columns.Count, IsRequired = required });

    public Column Code(string name, bool required = false) => Add(new() { Name = name, Kind = ColumnKind.Code, Index = _columns.Count, IsRequired = required });

    public Column Moment(string name, bool required = false) => Add(new() { Name = name, Kind = ColumnKind.Moment, Index = _columns.Count, IsRequired = required });

    public Column Number(string name, bool required = false, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity, bool whole = false) =>
        Add(new() { Name = name, Kind = ColumnKind.Number, Index = _columns.Count, IsRequired = required, Minimum = minimum, Maximum = maximum, IsWhole = whole });

    private Column Add(Column column)
    {
        _columns.Add(column);
        return column;
    }
}
