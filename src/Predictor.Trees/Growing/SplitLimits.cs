namespace Predictor.Trees.Growing;

/// <summary>What every split has to keep to.</summary>
/// <param name="Rule">What leaves are worth.</param>
/// <param name="MinimumRows">The least rows on a side.</param>
/// <param name="MinimumWeight">The least sum of curvatures on a side.</param>
/// <param name="MinimumGain">What a split has to gain more than.</param>
/// <param name="CategorySmoothing">Added to the curvatures of categories when they are ordered.</param>
internal sealed record SplitLimits(LeafRule Rule, int MinimumRows, double MinimumWeight, double MinimumGain, double CategorySmoothing)
{
    public static SplitLimits Of(BoostingOptions options) =>
        new(new LeafRule(options.L1, options.L2), options.MinimumChildRows, options.MinimumChildWeight, options.MinimumGain, options.CategorySmoothing);
}
