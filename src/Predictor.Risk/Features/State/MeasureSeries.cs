namespace Predictor.Risk.Features.State;

/// <summary>The scores of one instrument by one rater, in order, as points and as what the instrument says of them.</summary>
internal sealed class MeasureSeries
{
    private RunningMoments _moments;
    private RunningLine _line;
    private long? _origin;

    public int Count => _moments.Count;

    public double First { get; private set; } = double.NaN;

    public double Last { get; private set; } = double.NaN;

    public double Previous { get; private set; } = double.NaN;

    public double Minimum { get; private set; } = double.NaN;

    public double Maximum { get; private set; } = double.NaN;

    /// <summary>UTC ticks of the last score; null before the first.</summary>
    public long? LastTicks { get; private set; }

    public double Mean => _moments.MeanOrMissing;

    public double Deviation => _moments.Deviation;

    /// <summary>Least-squares change a week; NaN with fewer than two instants.</summary>
    public double SlopePerWeek => _line.Slope;

    public void Add(double value, long ticks)
    {
        if (Count == 0) First = value;
        Previous = Last;
        Last = value;
        Minimum = double.IsNaN(Minimum) ? value : Math.Min(Minimum, value);
        Maximum = double.IsNaN(Maximum) ? value : Math.Max(Maximum, value);
        _line.Add(Span.Days(_origin ??= ticks, ticks) / 7, value);
        LastTicks = ticks;
        _moments.Add(value);
    }
}
