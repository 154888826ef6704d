using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading.Csv;

/// <summary>Takes over the rows of a file.</summary>
/// <param name="Take">Takes over the row that the fields stand on; false where it is left out.</param>
/// <param name="FurtherColumns">The readers of the <c>x_</c> and <c>s_</c> columns, for their counts.</param>
internal sealed record RowTaker(Func<FieldReader, bool> Take, IReadOnlyList<FurtherFields> FurtherColumns);
