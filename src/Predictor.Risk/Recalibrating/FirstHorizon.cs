using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Risk.Horizons;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Recalibrating;

/// <summary>The recalibration of the first horizon, which those of its curve go by.</summary>
/// <param name="Learned">The line over its log-odds.</param>
/// <param name="WithoutEach">The line without each fold of clients.</param>
internal sealed record FirstHorizon(AffineCalibration Learned, AffineCalibration[] WithoutEach)
{
    /// <summary>The risk of each row at another horizon, by a recalibration that has not seen its client's fold.</summary>
    public double[] CrossFitted(CurveModel curve, TrainingRows rows)
    {
        CurveModel[] curves = [.. WithoutEach.Select(curve.Recalibrated)];
        var risks = new double[rows.RowCount];
        for (var row = 0; row < risks.Length; row++) risks[row] = StableMath.Sigmoid(curves[rows.Folds[row]].LogOdds(rows.Row(row)));
        return risks;
    }
}
