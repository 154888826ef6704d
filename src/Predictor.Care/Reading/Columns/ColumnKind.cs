namespace Predictor.Care.Reading.Columns;

/// <summary>What the values of a column are.</summary>
internal enum ColumnKind
{
    Text,
    Code,
    Number,
    Moment,
}
