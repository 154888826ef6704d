using Predictor.Risk.Calibration;
using Predictor.Risk.Evaluation;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Recalibrating;

/// <summary>Learns a recalibration of one horizon.</summary>
internal static class HeadRecalibration
{
    /// <summary>Parts of the clients for the figures after it.</summary>
    public const int Folds = 5;

    /// <summary>The line of the new log-odds over those of the model.</summary>
    /// <param name="rows">Rows as predicted by the model.</param>
    /// <param name="kind">What is learned.</param>
    /// <param name="horizonDays">For messages.</param>
    /// <exception cref="ArgumentException">The rows do not define it, or higher predictions do not mean a higher risk.</exception>
    public static AffineCalibration Learn(ScoredRows rows, RecalibrationKind kind, int horizonDays)
    {
        var ranked = RankedPredictions.Of(rows);
        if (kind == RecalibrationKind.Large)
        {
            var intercept = LogisticRecalibration.Intercept(ranked);
            return new AffineCalibration(intercept.Value ?? throw Undefined(intercept.WhyUndefined), 1);
        }

        var line = LogisticRecalibration.Line(ranked);
        var (learned, slope) = line.Value ?? throw Undefined(line.WhyUndefined);
        if (!(slope > 0)) throw new ArgumentException($"Horizon {horizonDays} days: the slope on these clients is {slope:0.000}; expected more than 0. Higher scores do not mean a higher risk here, and no recalibration mends that.");
        return new AffineCalibration(learned, slope);

        ArgumentException Undefined(string? why) => new($"Horizon {horizonDays} days: no recalibration can be learned on these clients: {why}.");
    }

    /// <summary>The recalibration without each fold of clients.</summary>
    /// <inheritdoc cref="CrossFitted"/>
    public static AffineCalibration[] WithoutEach(ScoredRows rows, int[] foldOfRow, RecalibrationKind kind, int horizonDays) =>
        [.. Enumerable.Range(0, Folds).Select(fold => Learn(rows.Where(r => foldOfRow[r] != fold), kind, horizonDays))];

    /// <summary>Each row by a recalibration of the folds that its client is not in.</summary>
    /// <param name="rows">Rows as predicted by the model.</param>
    /// <param name="foldOfRow">The fold of each row's client, 0 to <see cref="Folds"/> - 1.</param>
    /// <param name="kind">What is learned.</param>
    /// <param name="horizonDays">For messages.</param>
    /// <exception cref="ArgumentException">The rows do not define it.</exception>
    public static double[] CrossFitted(ScoredRows rows, int[] foldOfRow, RecalibrationKind kind, int horizonDays)
    {
        var learned = WithoutEach(rows, foldOfRow, kind, horizonDays);
        var probabilities = new double[rows.Count];
        for (var row = 0; row < rows.Count; row++) probabilities[row] = StableMath.Sigmoid(learned[foldOfRow[row]].LogOdds(LogOdds.Of(rows.Probabilities[row])));
        return probabilities;
    }
}
