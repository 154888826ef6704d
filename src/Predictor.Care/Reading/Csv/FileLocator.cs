using Predictor.Care.Checking;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading.Csv;

/// <summary>Places in the files of an export.</summary>
internal sealed class FileLocator : ISourceLocator
{
    public static FileLocator Instance { get; } = new();

    public ProblemLocation Locate(RecordSchema schema, int position, Column? column) => ProblemLocation.InFile(schema.FileName, position, column?.Name);

    public string NameOf(RecordSchema schema, int position) => FormattableString.Invariant($"line {position} of {schema.FileName}");

    public string NameOf(Column column) => column.Name;
}
