namespace Predictor.Trees.Growing;

/// <summary>Between what the value of a leaf has to stay, so that directions hold over the whole tree.</summary>
/// <param name="Lower">The least value.</param>
/// <param name="Upper">The greatest.</param>
internal readonly record struct LeafBounds(double Lower, double Upper)
{
    public static LeafBounds None { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    public bool AreNone => double.IsNegativeInfinity(Lower) && double.IsPositiveInfinity(Upper);
}
