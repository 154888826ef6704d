namespace Predictor.Trees.Growing;

/// <summary>Between what the values of a node and all below it have to stay, so that directions hold over the whole tree.</summary>
/// <param name="Lower">The least value.</param>
/// <param name="Upper">The greatest.</param>
internal readonly record struct LeafBounds(double Lower, double Upper)
{
    public static LeafBounds None { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    public bool AreNone => double.IsNegativeInfinity(Lower) && double.IsPositiveInfinity(Upper);

    /// <summary>
    /// The bounds of the two sides of a split: where a direction orders them, they part at the middle of the two values (the basic method of XGBoost and
    /// LightGBM).
    /// </summary>
    public (LeafBounds Left, LeafBounds Right) Split(double left, double right, int direction)
    {
        var middle = (left + right) / 2;
        return direction switch
        {
            > 0 => (this with { Upper = middle }, this with { Lower = middle }),
            < 0 => (this with { Lower = middle }, this with { Upper = middle }),
            _ => (this, this),
        };
    }
}
