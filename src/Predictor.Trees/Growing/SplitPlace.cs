namespace Predictor.Trees.Growing;

/// <summary>Where the best split on one column is, if there is one.</summary>
/// <param name="Gain">By how much it lowers the loss; NaN where no split is allowed and worth it.</param>
/// <param name="Place">For a number the last bin that goes left; for a category how many bins do, less one, in the order of their slopes.</param>
/// <param name="MissingGoesLeft">Whether what is missing goes left; of categories it is one more.</param>
internal readonly record struct SplitPlace(double Gain, int Place, bool MissingGoesLeft)
{
    public static SplitPlace None { get; } = new(double.NaN, -1, false);

    public bool IsNone => double.IsNaN(Gain);
}
