using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Training.Designs;

/// <summary>Cross-validation in folds of whole clients, several times over with other folds.</summary>
internal sealed class RepeatedCrossValidation(Cohort cohort, int[] clients, IRiskEngine engine, PipelineOptions pipeline, TrainingOptions options)
{
    private readonly Refit _refit = new(cohort, clients, engine, pipeline, options);

    /// <param name="horizon">Index of the horizon.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="TooFewEventsException">The folds beside one of them have too few clients with the outcome.</exception>
    public CrossValidated Of(int horizon, IProgress<string>? progress, CancellationToken cancellation)
    {
        var values = new SortedDictionary<string, List<double>>(StringComparer.Ordinal);
        var judged = 0;
        for (var repeat = 0; repeat < options.CrossValidationRepeats; repeat++)
        {
            var rows = OutOfFold(horizon, repeat, progress, cancellation);
            var draws = new ClientDraws(rows, new EvaluationOptions { BootstrapRepeats = 0 });
            var all = MeasuredRows.Of(rows, null, draws, cancellation).Performance;
            judged = all.Clients;
            foreach (var (name, value) in new[]
            {
                ("auc", all.Auc), ("averagePrecision", all.AveragePrecision), ("brier", all.Brier), ("scaledBrier", all.ScaledBrier), ("logLoss", all.LogLoss), ("calibrationIntercept", all.CalibrationIntercept), ("calibrationSlope", all.CalibrationSlope), ("ici", all.Ici),
                ("notYetGoneAuc", MeasuredRows.Of(rows.Where(r => rows.NotYetGone[r]), null, draws, cancellation).Performance.Auc),
            })
            {
                if (value is not { } known) continue;
                if (!values.TryGetValue(name, out var soFar)) values.Add(name, soFar = []);
                soFar.Add(known);
            }
        }

        return new CrossValidated
        {
            Repeats = options.CrossValidationRepeats,
            Folds = options.Folds,
            Clients = judged,
            // A figure that some repeats do not define has no fair spread.
            Figures = new SortedDictionary<string, RepeatedFigure>(values.Where(v => v.Value.Count == options.CrossValidationRepeats).ToDictionary(v => v.Key, v => Over(v.Value)), StringComparer.Ordinal),
        };
    }

    /// <summary>All rows, each predicted by the model that has not seen its client's fold.</summary>
    internal ScoredRows OutOfFold(int horizon, int repeat, IProgress<string>? progress, CancellationToken cancellation)
    {
        var foldOf = cohort.Episodes.Select(e => ClientSplit.Fold(options.Seed, e.ClientId, options.Folds, repeat)).ToArray();
        var parts = new List<RefitRows>();
        for (var fold = 0; fold < options.Folds; fold++)
        {
            var of = fold;
            parts.Add(_refit.Predict(horizon, e => foldOf[e] != of, e => foldOf[e] == of, Prefixed.Of(progress, $"Cross-validation {repeat + 1} of {options.CrossValidationRepeats}, fold {fold + 1} of {options.Folds}"), cancellation));
        }

        var labelled = new LabelledRows
        {
            Rows = [.. parts.SelectMany(p => p.Labelled.Rows)],
            Labels = [.. parts.SelectMany(p => p.Labelled.Labels)],
            Weights = [.. parts.SelectMany(p => p.Labelled.Weights)],
            Censored = parts.Sum(p => p.Labelled.Censored),
            Capped = parts.Sum(p => p.Labelled.Capped),
        };
        return _refit.Scored(labelled, [.. parts.SelectMany(p => p.Probabilities)]);
    }

    private static RepeatedFigure Over(List<double> values)
    {
        var mean = values.Sum() / values.Count;
        double? deviation = values.Count < 2 ? null : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
        return new RepeatedFigure(mean, deviation, values.Min(), values.Max());
    }
}
