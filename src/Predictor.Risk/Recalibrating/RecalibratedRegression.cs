using Predictor.Risk.Calibration;
using Predictor.Risk.Engines.Logistic;

namespace Predictor.Risk.Recalibrating;

/// <summary>A regression with other intercept and slope, so that what the model is compared with is updated as it is.</summary>
internal static class RecalibratedRegression
{
    public static LogisticModelData Of(LogisticModelData data, AffineCalibration calibration) => data with
    {
        BaselineLogOdds = calibration.LogOdds(data.BaselineLogOdds),
        Terms =
        [
            .. data.Terms.Select(t => t with
            {
                Ramps = [.. t.Ramps.Select(r => r with { Slope = calibration.Slope * r.Slope })],
                Levels = [.. t.Levels.Select(l => l with { LogOdds = calibration.Slope * l.LogOdds })],
                Missing = t.Missing is { } missing ? missing with { LogOdds = calibration.Slope * missing.LogOdds } : null,
            }),
        ],
    };
}
