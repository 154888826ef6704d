using Predictor.Care.Checking;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Fhir.Mapping;

/// <summary>Places of records made of resources: the file that they would stand in, and their number among its records in place of the line.</summary>
internal sealed class FhirLocator(Func<RecordSchema, int, FhirRow> rowOf) : ISourceLocator
{
    public ProblemLocation Locate(RecordSchema schema, int position, Column? column) => ProblemLocation.InFile(schema.FileName, position, column?.Name);

    public string NameOf(RecordSchema schema, int position)
    {
        var input = rowOf(schema, position).Resource.Input;
        return input.File is null ? input.Place : FormattableString.Invariant($"{input.File}, line {input.Line}");
    }

    public string NameOf(Column column) => column.Name;
}
