namespace Predictor.Care.Reading;

/// <summary>What was found of a column.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="IsRequired">True where every row has to have a value.</param>
/// <param name="IsPresent">True where the file has the column.</param>
/// <param name="Filled">How many rows have a value in it, right or wrong.</param>
public sealed record ColumnReading(string Name, bool IsRequired, bool IsPresent, int Filled);
