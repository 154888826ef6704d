using Predictor.Care.Checking;
using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Reading.Csv;

/// <summary>Counts of one file while it is read, with its problems.</summary>
internal sealed class FileTally(RecordSchema schema, int listedPerGroup)
{
    public RecordSchema Schema { get; } = schema;

    public ProblemLog Log { get; } = new(listedPerGroup);

    public bool IsPresent { get; set; }

    /// <summary>False where parts of the file could not be read, so that what seems missing may stand there.</summary>
    public bool IsComplete { get; set; }

    public int Rows { get; set; }

    public int RowsLeftOut { get; set; }

    public string? Sha256 { get; set; }

    public IReadOnlyList<ColumnReading> Columns { get; set; } = [.. schema.Columns.Select(c => new ColumnReading(c.Name, c.IsRequired, false, 0))];

    public FileReading ToReading() => new()
    {
        Name = Schema.FileName,
        IsPresent = IsPresent,
        Rows = Rows,
        RowsLeftOut = RowsLeftOut,
        Sha256 = Sha256,
        Columns = Columns,
    };
}
