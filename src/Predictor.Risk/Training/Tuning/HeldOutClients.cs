using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Features;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Training.Tuning;

/// <summary>The clients who had no part in a choice, to judge it on once.</summary>
internal sealed class HeldOutClients
{
    private readonly double[] _values;
    private readonly int _columns;
    private readonly ScoredRows _rows;
    private readonly ClientDraws _draws;

    public HeldOutClients(Cohort cohort, TrainingSide side, FeatureSet features, LabelledRows heldOut, EvaluationOptions options, CancellationToken cancellation)
    {
        _values = cohort.Fold(features, heldOut.Rows, cancellation);
        _columns = features.Count;
        _rows = new ScoredRows(
            new double[heldOut.Rows.Length],
            heldOut.Labels,
            heldOut.Weights,
            [.. heldOut.Rows.Select(r => side.Clients[cohort.Rows[r].Episode])],
            [.. heldOut.Rows.Select(r => cohort.Rows[r].Landmark.Kind)],
            [.. heldOut.Rows.Select(r => cohort.Rows[r].NotYetGone)]);
        _draws = new ClientDraws(_rows, options);
    }

    /// <summary>Trains on the training side as <c>train</c> does, calibrates out of fold, and judges on the held-out clients.</summary>
    public MeasuredRows Judge(IRiskEngine engine, TrainingRows training, IProgress<string>? progress, CancellationToken cancellation)
    {
        var result = engine.Train(training, progress, cancellation);
        var calibration = AffineCalibrator.Fit(result.OutOfFoldLogOdds, training.Labels, training.Weights, cancellation).Calibration;
        var probabilities = new double[_rows.Count];
        for (var row = 0; row < probabilities.Length; row++) probabilities[row] = calibration.Probability(result.Model.LogOdds(_values.AsSpan(row * _columns, _columns)));
        return MeasuredRows.Of(_rows.WithProbabilities(probabilities), censored: null, _draws, cancellation, withCurve: false);
    }
}
