namespace Predictor.Care.Reading.Fields;

/// <summary>What a source holds for a column.</summary>
internal enum FieldState
{
    /// <summary>The source has no such column at all; a missing required column has been reported once for all rows.</summary>
    NoColumn,

    /// <summary>The value is unknown: an empty field, or null or absent in JSON.</summary>
    Unknown,

    Present,

    /// <summary>There is a value, of another JSON type than the column's.</summary>
    WrongType,
}
