using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;

namespace Predictor.Risk.Horizons;

/// <summary>One model on the way to a horizon.</summary>
/// <param name="HorizonDays">The horizon it leads to.</param>
/// <param name="Model">
/// For the default horizon the model of the label. For a later one that of the label among clients who stay up to the horizon before: a hazard. For an earlier
/// one that of the label among clients who leave by the horizon after: a hazard backwards in time.
/// </param>
/// <param name="Calibration">Of the model's log-odds.</param>
internal sealed record CurveComponent(int HorizonDays, IRiskModel Model, AffineCalibration Calibration)
{
    /// <summary>The calibrated log-odds of a row.</summary>
    public double LogOdds(ReadOnlySpan<double> row) => Calibration.LogOdds(Model.LogOdds(row));

    /// <summary>The calibrated log-odds that contributions start from.</summary>
    public double BaselineLogOdds => Calibration.LogOdds(Model.BaselineLogOdds);
}
