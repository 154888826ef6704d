using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Reading.Fields;

/// <summary>The fields of the record that a source stands on: a row of a CSV file or an object of a JSON document.</summary>
internal interface IFieldSource
{
    /// <summary>Where the record stands: its 1-based line in a file, its 0-based index in a JSON array.</summary>
    int Position { get; }

    /// <summary>The text of a column in UTF-8, valid until the source moves on; the raw JSON where the type is wrong.</summary>
    FieldState Read(Column column, out ReadOnlySpan<byte> utf8);
}
