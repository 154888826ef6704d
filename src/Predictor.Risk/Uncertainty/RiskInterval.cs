using Predictor.Risk.Engines;
using Predictor.Trees;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Uncertainty;

/// <summary>How uncertain a model is about the risk of one row. Safe to use from many threads at once.</summary>
internal sealed class RiskInterval
{
    private readonly TreeEnsemble _logVariance;

    /// <param name="data">As a package keeps it.</param>
    /// <param name="columns">The columns of the rows.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or the trees do not fit the columns; the message says which.</exception>
    public RiskInterval(IntervalData data, IReadOnlyList<FeatureColumn> columns)
    {
        if (!(data.Level > 0 && data.Level < 1)) throw new ArgumentException($"The interval has the level {data.Level}; expected between 0 and 1.", nameof(data));
        if (!(data.HalfWidths > 0) || !double.IsFinite(data.HalfWidths)) throw new ArgumentException($"The interval has {data.HalfWidths} half widths; expected a positive finite number.", nameof(data));
        Data = data;
        _logVariance = new TreeEnsemble(data.LogVariance, Columns(columns));
    }

    public IntervalData Data { get; }

    /// <summary>A spread has no direction that a feature could be bound to.</summary>
    public static IReadOnlyList<TreeColumn> Columns(IReadOnlyList<FeatureColumn> columns) => [.. columns.Select(c => new TreeColumn(c.Code, c.Categories?.Count ?? 0, 0))];

    /// <summary>The interval around a row's risk.</summary>
    /// <param name="row">The row.</param>
    /// <param name="logOdds">Its calibrated log-odds.</param>
    public (double Lower, double Upper) Of(ReadOnlySpan<double> row, double logOdds)
    {
        var half = Data.HalfWidths * StableMath.Exp(_logVariance.Score(row) / 2);
        return (StableMath.Sigmoid(logOdds - half), StableMath.Sigmoid(logOdds + half));
    }

    /// <summary>The same for log-odds that are multiplied by a slope from now on.</summary>
    public RiskInterval Rescaled(double slope, IReadOnlyList<FeatureColumn> columns) => new(Data with { HalfWidths = Data.HalfWidths * slope }, columns);
}
