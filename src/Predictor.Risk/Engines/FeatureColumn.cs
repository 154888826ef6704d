namespace Predictor.Risk.Engines;

/// <summary>How an engine is to read one column of a feature table.</summary>
/// <param name="Code">The feature's code, unique in the table.</param>
/// <param name="Categories">The names of the categories where the values are category codes 0, 1, 2, ...; null for a number.</param>
/// <param name="Direction">+1 where a higher value may only raise the risk, -1 where it may only lower it, 0 where either may be.</param>
public sealed record FeatureColumn(string Code, IReadOnlyList<string>? Categories, int Direction)
{
    public bool IsCategorical => Categories is not null;
}
