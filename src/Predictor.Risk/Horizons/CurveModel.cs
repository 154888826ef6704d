using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;

namespace Predictor.Risk.Horizons;

/// <summary>
/// The model of a horizon that is told from others: the model of the default horizon, and one step after the other away from it. Its risk is never below that
/// of an earlier horizon of the same package, nor above that of a later one.
/// </summary>
internal sealed class CurveModel : IRiskModel
{
    private readonly CurveComponent[] _components;
    private readonly bool _isLater;

    /// <param name="components">The way to the horizon: the default first, all later or all earlier than it.</param>
    public CurveModel(IReadOnlyList<CurveComponent> components)
    {
        if (components.Count < 2) throw new ArgumentException($"There are {components.Count} components; expected the default horizon and a step or more.", nameof(components));
        _components = [.. components];
        _isLater = _components[1].HorizonDays > _components[0].HorizonDays;
        for (var i = 1; i < _components.Length; i++)
        {
            if (_components[i].HorizonDays > _components[i - 1].HorizonDays != _isLater) throw new ArgumentException($"The horizon of {_components[i].HorizonDays} days follows that of {_components[i - 1].HorizonDays}; expected steps in one direction.", nameof(components));
        }

        BaselineLogOdds = Together(Array.ConvertAll(_components, c => c.BaselineLogOdds));
    }

    /// <summary>The way to the horizon, the default first.</summary>
    public IReadOnlyList<CurveComponent> Components => _components;

    /// <summary>The last step: what this horizon adds to those before.</summary>
    public CurveComponent Last => _components[^1];

    /// <summary>The horizon that the last step starts from.</summary>
    public int GivenDays => _components[^2].HorizonDays;

    /// <summary>Whether the last step has no model of its own and goes by that of the default horizon.</summary>
    public bool GoesByFirst => ReferenceEquals(Last.Model, _components[0].Model);

    public string Engine => _components[0].Model.Engine;

    public double BaselineLogOdds { get; }

    public double LogOdds(ReadOnlySpan<double> row)
    {
        Span<double> logOdds = stackalloc double[_components.Length];
        for (var i = 0; i < logOdds.Length; i++) logOdds[i] = _components[i].LogOdds(row);
        return Together(logOdds);
    }

    /// <summary>The log-odds at the horizon, given the calibrated log-odds of the components in their order.</summary>
    public double Together(ReadOnlySpan<double> logOdds) => _isLater ? Hazards.Any(logOdds) : Hazards.All(logOdds);

    /// <summary>The same curve with another line over the log-odds of the default horizon.</summary>
    public CurveModel Recalibrated(AffineCalibration line)
    {
        var first = _components[0];
        return new CurveModel([first with { Calibration = first.Calibration.Followed(line) }, .. _components[1..]]);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Each component's contributions are exact; each component counts by the mean slope of the log-odds in it on the straight way from the baseline to the row
    /// (Aumann and Shapley 1974), so that the sum is exact too.
    /// </remarks>
    public void Contribute(ReadOnlySpan<double> row, Span<double> contributions)
    {
        Span<double> from = stackalloc double[_components.Length];
        Span<double> to = stackalloc double[_components.Length];
        Span<double> slopes = stackalloc double[_components.Length];
        for (var i = 0; i < to.Length; i++) (from[i], to[i]) = (_components[i].BaselineLogOdds, _components[i].LogOdds(row));
        MeanSlopes.Along(from, to, _isLater, slopes);
        contributions.Clear();
        var own = new double[contributions.Length];
        for (var i = 0; i < _components.Length; i++)
        {
            _components[i].Model.Contribute(row, own);
            for (var f = 0; f < own.Length; f++) contributions[f] += slopes[i] * _components[i].Calibration.Contribution(own[f]);
        }
    }
}
