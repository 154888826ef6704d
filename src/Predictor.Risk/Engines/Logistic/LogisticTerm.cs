namespace Predictor.Risk.Engines.Logistic;

/// <summary>
/// What one feature adds to the log-odds: the sum over its parts of coefficient x (value - mean). A missing value, or a category without
/// a place in training, leaves ramps and levels at their means, so that only <paramref name="Missing"/> speaks.
/// </summary>
/// <param name="Feature">The feature's code.</param>
/// <param name="Ramps">For a number, the slope in each interval, ascending; outside the first and the last the effect stays level.</param>
/// <param name="Levels">For a category, the effect of each; those that are not listed count as none of them.</param>
/// <param name="Missing">The effect of a missing value; null where training gave no reason for one.</param>
internal sealed record LogisticTerm(
    string Feature, IReadOnlyList<LogisticRamp> Ramps, IReadOnlyList<LogisticLevel> Levels, LogisticMissing? Missing);

/// <summary>The effect of a number between two bounds.</summary>
/// <param name="From">The lower bound, in the feature's unit.</param>
/// <param name="To">The upper bound.</param>
/// <param name="Slope">Log-odds for each unit.</param>
/// <param name="Mean">The training mean of the number held between the bounds, over rows that have it.</param>
internal sealed record LogisticRamp(double From, double To, double Slope, double Mean);

/// <summary>The effect of a category.</summary>
/// <param name="Code">Its code in the feature table.</param>
/// <param name="Name">Its name; informative.</param>
/// <param name="LogOdds">Log-odds against none of the listed ones.</param>
/// <param name="Share">The weighted share of the training rows that have it, among those with any.</param>
internal sealed record LogisticLevel(int Code, string Name, double LogOdds, double Share);

/// <summary>The effect of a missing value.</summary>
/// <param name="LogOdds">Log-odds against a value at the mean.</param>
/// <param name="Share">The weighted share of the training rows without a value.</param>
internal sealed record LogisticMissing(double LogOdds, double Share);
