namespace Predictor.Care.Checking;

/// <summary>How complete a column is.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="IsPresent">True where the file has it.</param>
/// <param name="Missing">The share of rows without a value, from 0 to 1: 1 where the column is absent, null where it is there but no row is.</param>
public sealed record ColumnQuality(string Name, bool IsPresent, double? Missing);
