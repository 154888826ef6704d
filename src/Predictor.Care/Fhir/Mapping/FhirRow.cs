using System.Text;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Fhir.Mapping;

/// <summary>One record of an export made of a resource: the texts of its columns, and the elements that they come from.</summary>
internal sealed class FhirRow(RecordSchema schema, FhirResource resource)
{
    private readonly string?[] _values = new string?[schema.Columns.Count];
    private readonly string?[] _elements = new string?[schema.Columns.Count];

    public RecordSchema Schema => schema;

    /// <summary>The resource that the record is made of.</summary>
    public FhirResource Resource => resource;

    /// <summary>Other resources that told something of it.</summary>
    public List<FhirResource> Others { get; } = [];

    /// <summary>The <c>x_</c> columns of an episode.</summary>
    public SortedDictionary<string, string> Covariates { get; } = new(StringComparer.Ordinal);

    public string? this[Column column] => _values[column.Index];

    /// <summary>Sets a column; null leaves it unknown.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">Its text.</param>
    /// <param name="element">The element of the resource that it comes from.</param>
    public void Set(Column column, string? value, string element)
    {
        _values[column.Index] = value;
        _elements[column.Index] = element;
    }

    /// <summary>The element behind a column; null where the whole resource is meant.</summary>
    public string? ElementOf(Column? column) => column is null ? null : _elements[column.Index];

    public byte[]? Utf8(Column column) => _values[column.Index] is { Length: > 0 } text ? Encoding.UTF8.GetBytes(text) : null;
}
