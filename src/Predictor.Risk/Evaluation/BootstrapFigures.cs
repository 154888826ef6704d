namespace Predictor.Risk.Evaluation;

/// <summary>What each repeat of a bootstrap made of the figures.</summary>
internal sealed class BootstrapFigures
{
    /// <summary>If more repeats than this leave a figure undefined, the rest are no fair sample.</summary>
    internal const double LargestUndefinedShare = 0.05;

    private readonly double[][] _byFigure;

    /// <param name="byFigure">For each <see cref="Figure"/> one number a repeat; NaN where the repeat does not define it.</param>
    public BootstrapFigures(double[][] byFigure) => _byFigure = byFigure;

    /// <summary>A figure in every repeat; NaN where one does not define it.</summary>
    public double[] Of(Figure figure) => _byFigure[(int)figure];

    /// <summary>The 95 % percentile interval of a figure.</summary>
    public Estimate<ConfidenceInterval> Interval(Figure figure) => IntervalOf(_byFigure[(int)figure]);

    /// <summary>The standard error of a figure: the deviation of its repeats; null where too many do not define it.</summary>
    public double? StandardError(Figure figure)
    {
        var defined = Array.FindAll(_byFigure[(int)figure], value => !double.IsNaN(value));
        if (defined.Length < 2 || _byFigure[(int)figure].Length - defined.Length > LargestUndefinedShare * _byFigure[(int)figure].Length)
            return null;
        var mean = defined.Average();
        return Math.Sqrt(defined.Sum(value => (value - mean) * (value - mean)) / (defined.Length - 1));
    }

    /// <summary>The interval of how much higher a figure is than that of other predictions for the same rows in the same repeats.</summary>
    public Estimate<ConfidenceInterval> IntervalOfGain(BootstrapFigures other, Figure figure)
    {
        var mine = _byFigure[(int)figure];
        var theirs = other._byFigure[(int)figure];
        var gains = new double[mine.Length];
        for (var repeat = 0; repeat < gains.Length; repeat++)
            gains[repeat] = mine[repeat] - theirs[repeat];
        return IntervalOf(gains);
    }

    /// <summary>The 95 % percentile interval of repeats; NaN are left out, and too many of them leave it undefined.</summary>
    public static Estimate<ConfidenceInterval> IntervalOf(double[] repeats)
    {
        var defined = Array.FindAll(repeats, value => !double.IsNaN(value));
        var undefined = repeats.Length - defined.Length;
        if (undefined > LargestUndefinedShare * repeats.Length)
            return Estimate<ConfidenceInterval>.Undefined($"{undefined} of {repeats.Length} bootstrap samples of clients do not define it");

        Array.Sort(defined);
        return new ConfidenceInterval(Quantile(defined, 0.025), Quantile(defined, 0.975));
    }

    /// <summary>
    /// The quantile of R sorted repeats at (R + 1) times the share, linear between neighbours (type 6 of Hyndman and Fan 1996; Davison and Hinkley 1997,
    /// section 5.2): so that 95 of 100 intervals hold the truth also with a few hundred repeats.
    /// </summary>
    private static double Quantile(double[] sorted, double share)
    {
        var position = Math.Clamp((share * (sorted.Length + 1)) - 1, 0, sorted.Length - 1);
        var lower = (int)position;
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + (position - lower) * (sorted[upper] - sorted[lower]);
    }
}
