namespace Predictor.Risk.Engines.Logistic;

/// <summary>A <see cref="LogisticTerm"/> in the form that is quick to score.</summary>
internal sealed class CompiledTerm
{
    private readonly LogisticRamp[] _ramps;
    private readonly double[]? _levels;
    private readonly double _present;
    private readonly double _missing;

    /// <param name="term">The term, already checked.</param>
    /// <param name="categories">The number of the feature's categories; null for a number.</param>
    public CompiledTerm(LogisticTerm term, int? categories)
    {
        _ramps = [.. term.Ramps];
        if (term.Missing is { } missing)
        {
            _present = -missing.LogOdds * missing.Share;
            _missing = missing.LogOdds * (1 - missing.Share);
        }

        if (categories is { } count) _levels = LevelShares(term.Levels, count);
    }

    /// <summary>What the value adds to the log-odds, against the training mean.</summary>
    public double Share(double value)
    {
        if (_levels is not null)
        {
            // Also false for NaN. A code that is no whole number is none that training knew.
            var isKnown = value >= 0 && value < _levels.Length && Math.Floor(value) == value;
            return isKnown ? _present + _levels[(int)value] : _missing;
        }

        if (double.IsNaN(value)) return _missing;

        var sum = _present;
        foreach (var ramp in _ramps)
        {
            var held = value < ramp.From ? ramp.From : value > ramp.To ? ramp.To : value;
            sum += ramp.Slope * (held - ramp.Mean);
        }

        return sum;
    }

    /// <summary>For each code its effect less the mean effect.</summary>
    private static double[] LevelShares(IReadOnlyList<LogisticLevel> levels, int count)
    {
        var mean = 0.0;
        foreach (var level in levels)
            mean += level.LogOdds * level.Share;

        var shares = new double[count];
        Array.Fill(shares, -mean);
        foreach (var level in levels)
            shares[level.Code] += level.LogOdds;
        return shares;
    }
}
