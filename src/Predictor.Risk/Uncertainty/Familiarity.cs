using Predictor.Risk.Packaging;

namespace Predictor.Risk.Uncertainty;

/// <summary>
/// How unlike the training a row is: the features that are strange in it, weighed by how much the model goes by them. A feature is strange where it is missing and at most one
/// training row in ten lacks it, or where its number lies beyond the middle 98 of 100 training values by more than a quarter of the way from the median to their edge. The training's single
/// extremes are not kept: they would be single clients. Safe to use from many threads at once.
/// </summary>
internal sealed class Familiarity
{
    /// <summary>Missing in at most this share of training rows, a feature is expected.</summary>
    public const double RarelyMissing = 0.1;

    private const double Margin = 0.25;

    // Among the quantiles that are kept: 1, 5, 25, 50, 75, 95 and 99 %.
    private const int Lowest = 0;
    private const int Median = 3;
    private const int Highest = 6;

    private readonly double[] _from;
    private readonly double[] _to;
    private readonly bool[] _isExpected;

    /// <param name="data">As a package keeps it.</param>
    /// <param name="distributions">What the training rows showed of each feature.</param>
    public Familiarity(FamiliarityData data, IReadOnlyList<FeatureDistribution> distributions)
    {
        Data = data;
        _from = [.. distributions.Select(d => d.Quantiles is { } q && q[Highest] > q[Lowest] ? q[Lowest] - (Margin * (q[Median] - q[Lowest])) : double.NegativeInfinity)];
        _to = [.. distributions.Select(d => d.Quantiles is { } q && q[Highest] > q[Lowest] ? q[Highest] + (Margin * (q[Highest] - q[Median])) : double.PositiveInfinity)];
        _isExpected = [.. distributions.Select(d => d.Missing <= RarelyMissing)];
    }

    public FamiliarityData Data { get; }

    /// <summary>The familiarity of a training: its thresholds come from its rows.</summary>
    /// <param name="importance">For each feature its mean absolute contribution.</param>
    /// <param name="distributions">Of each feature over the rows.</param>
    /// <param name="values">Row-major, rows x features.</param>
    public static Familiarity Of(double[] importance, IReadOnlyList<FeatureDistribution> distributions, double[] values)
    {
        var all = importance.Sum();
        double[] shares = [.. importance.Select(i => all > 0 ? i / all : 0)];
        var unlimited = new Familiarity(new FamiliarityData(shares, 0, 0), distributions);
        var strange = new double[values.Length / importance.Length];
        Parallel.For(0, strange.Length, row => strange[row] = unlimited.ShareOf(values.AsSpan(row * importance.Length, importance.Length)));
        Array.Sort(strange);
        var noteAbove = strange[Math.Max(0, (int)Math.Ceiling(0.99 * strange.Length) - 1)];
        // Where more than half of what a model goes by is strange, it stands on less than half of its ground.
        return new Familiarity(new FamiliarityData(shares, noteAbove, Math.Max(0.5, strange[^1])), distributions);
    }

    /// <summary>What of a row is unlike the training.</summary>
    public Strangeness Of(ReadOnlySpan<double> row)
    {
        var missing = new List<int>();
        var beyond = new List<int>();
        for (var f = 0; f < row.Length; f++)
        {
            if (IsMissed(row[f], f)) missing.Add(f);
            else if (IsBeyond(row[f], f)) beyond.Add(f);
        }

        return new Strangeness(ShareOf(row), missing, beyond);
    }

    private double ShareOf(ReadOnlySpan<double> row)
    {
        var share = 0.0;
        for (var f = 0; f < row.Length; f++)
        {
            if (IsMissed(row[f], f) || IsBeyond(row[f], f)) share += Data.Importance[f];
        }

        return share;
    }

    private bool IsMissed(double value, int feature) => double.IsNaN(value) && _isExpected[feature];

    private bool IsBeyond(double value, int feature) => value < _from[feature] || value > _to[feature];
}
