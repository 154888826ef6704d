using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Fhir.Mapping;

/// <summary>Records made of resources, as the readers of an export want them.</summary>
internal sealed class FhirRowSource(IReadOnlyList<FhirRow> rows) : IFieldSource
{
    public int Position { get; private set; }

    public void MoveTo(int position) => Position = position;

    public FieldState Read(Column column, out ReadOnlySpan<byte> utf8)
    {
        utf8 = rows[Position].Utf8(column);
        return utf8.IsEmpty ? FieldState.Unknown : FieldState.Present;
    }
}
