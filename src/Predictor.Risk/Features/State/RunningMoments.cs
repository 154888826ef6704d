namespace Predictor.Risk.Features.State;

/// <summary>Count, mean and spread of a series, by Welford's recurrence.</summary>
internal struct RunningMoments
{
    private double _squares;

    public int Count { get; private set; }

    /// <summary>The mean so far; 0 before the first value.</summary>
    public double Mean { get; private set; }

    public void Add(double value)
    {
        Count++;
        var fromOldMean = value - Mean;
        Mean += fromOldMean / Count;
        _squares += fromOldMean * (value - Mean);
    }

    /// <summary>The mean; NaN before the first value.</summary>
    public readonly double MeanOrMissing => Count == 0 ? double.NaN : Mean;

    /// <summary>The sample standard deviation; NaN with fewer than two values.</summary>
    public readonly double Deviation => Count < 2 ? double.NaN : Math.Sqrt(_squares / (Count - 1));
}
