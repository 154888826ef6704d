using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation.Baselines;
using Predictor.Risk.Features;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;

namespace Predictor.Risk.Training;

/// <summary>Trains the head of one horizon.</summary>
internal sealed class HeadTrainer(Cohort cohort, TrainingSide side, FeatureSet features, IRiskEngine engine, TrainingOptions options)
{
    /// <summary>Trains, calibrates out of fold, and fixes bands and percentiles.</summary>
    public TrainedHead Train(int horizonDays, LabelledRows labelled, IProgress<string>? progress, CancellationToken cancellation)
    {
        var events = Events(labelled);
        var warning = EventGate.Check(events, engine.FewestEvents, horizonDays);
        progress?.Report($"Horizon {horizonDays} days: folding {labelled.Rows.Length} training rows");
        var rows = Rows(labelled, cancellation);
        progress?.Report($"Horizon {horizonDays} days: training ({engine.Name})");
        var result = engine.Train(rows, progress, cancellation);
        var calibration = result.IsCalibrated
            ? new CalibrationFit(new AffineCalibration(0, 1), null)
            : AffineCalibrator.Fit(result.OutOfFoldLogOdds, rows.Labels, rows.Weights, cancellation);
        var percentiles = Percentiles(labelled, result.OutOfFoldLogOdds, calibration.Calibration);
        var notes = new List<string>();
        if (warning is not null) notes.Add(warning);
        notes.AddRange(result.Notes.Select(n => $"Horizon {horizonDays} days: {n}"));
        if (calibration.Note is { } note) notes.Add($"Horizon {horizonDays} days: {note}");
        if (labelled.Capped > 0) notes.Add($"Horizon {horizonDays} days: the censoring weight of {labelled.Capped} rows was cut to {CensoringWeights.Cap}.");
        return new TrainedHead
        {
            Head = new ModelHead
            {
                HorizonDays = horizonDays,
                Model = result.Model,
                Calibration = calibration.Calibration,
                BaseRate = BaseRate(rows),
                Bands = new RiskBands(percentiles.Quantile(50), percentiles.Quantile(80), percentiles.Quantile(95)),
                Percentiles = percentiles,
                Rules = RuleBaselines.Fit(rows),
                PlainerModels = events < EventGate.Fewest ? [] : ModelBaselines.Fit(rows, features, engine.Name, progress, cancellation),
            },
            Rows = rows,
            Events = events,
            Censored = labelled.Censored,
            Capped = labelled.Capped,
            Notes = notes,
        };
    }

    /// <summary>What an engine learns from.</summary>
    public TrainingRows Rows(LabelledRows labelled, CancellationToken cancellation) => new()
    {
        Columns = features.Columns,
        Values = cohort.Fold(features, labelled.Rows, cancellation),
        Labels = labelled.Labels,
        Weights = labelled.Weights,
        Clients = [.. labelled.Rows.Select(r => side.Clients[cohort.Rows[r].Episode])],
        Folds = [.. labelled.Rows.Select(r => ClientSplit.Fold(options.Seed, cohort.Episodes[cohort.Rows[r].Episode].ClientId, options.Folds))],
        FoldCount = options.Folds,
    };

    /// <summary>Clients with at least one row of label 1.</summary>
    public int Events(LabelledRows labelled)
    {
        var clients = new HashSet<int>();
        for (var i = 0; i < labelled.Rows.Length; i++)
        {
            if (labelled.Labels[i] == 1) clients.Add(side.Clients[cohort.Rows[labelled.Rows[i]].Episode]);
        }

        return clients.Count;
    }

    private static double BaseRate(TrainingRows rows)
    {
        double positive = 0, all = 0;
        for (var i = 0; i < rows.RowCount; i++)
        {
            all += rows.Weights[i];
            if (rows.Labels[i] == 1) positive += rows.Weights[i];
        }

        return positive / all;
    }

    /// <summary>
    /// The out-of-fold risk over weekly landmarks: of each episode's weeks the last landmark, as a clinic that looks once a week would see it.
    /// </summary>
    private PercentileGrid Percentiles(LabelledRows labelled, double[] logOdds, AffineCalibration calibration)
    {
        var probabilities = new List<double>();
        var weights = new List<double>();
        for (var i = 0; i < labelled.Rows.Length; i++)
        {
            if (i + 1 < labelled.Rows.Length && WeekOf(labelled.Rows[i]) == WeekOf(labelled.Rows[i + 1])) continue;
            probabilities.Add(calibration.Probability(logOdds[i]));
            weights.Add(labelled.Weights[i]);
        }

        return PercentileGrid.Of([.. probabilities], [.. weights]);
    }

    private (int Episode, long Week) WeekOf(int row)
    {
        var (episode, landmark, _) = cohort.Rows[row];
        return (episode, (landmark.Ticks - cohort.Episodes[episode].StartedOn.EarliestTicks) / (7 * TimeSpan.TicksPerDay));
    }
}
