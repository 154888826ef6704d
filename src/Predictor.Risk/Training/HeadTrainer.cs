using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation.Baselines;
using Predictor.Risk.Features;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Monitoring;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Training;

/// <summary>Trains the head of one horizon.</summary>
internal sealed class HeadTrainer(Cohort cohort, int[] clients, FeatureSet features, IRiskEngine engine, TrainingOptions options)
{
    /// <summary>Trains, calibrates out of fold, and fixes bands and percentiles.</summary>
    public TrainedHead Train(int horizonDays, LabelledRows labelled, IProgress<string>? progress, CancellationToken cancellation)
    {
        var (rows, result, calibration, events, warning) = Learn(horizonDays, labelled, progress, cancellation);
        var percentiles = WeeklyRisks.Of(cohort, labelled, [.. result.OutOfFoldLogOdds.Select(calibration.Calibration.Probability)]);
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
                BaseRate = WeeklyRisks.BaseRate(rows.Labels, rows.Weights),
                Bands = WeeklyRisks.Bands(percentiles),
                Percentiles = percentiles,
                Rules = RuleBaselines.Fit(rows),
                Reference = Reference(rows, result, calibration.Calibration, progress, cancellation),
                PlainerModels = events < EventGate.Fewest ? [] : ModelBaselines.Fit(rows, features, engine.Name, progress, cancellation),
            },
            Rows = rows,
            Events = events,
            Censored = labelled.Censored,
            Capped = labelled.Capped,
            Notes = notes,
            SaveNative = result.SaveNative,
        };
    }

    /// <summary>Trains and calibrates out of fold.</summary>
    /// <exception cref="TooFewEventsException">There are too few clients with the outcome.</exception>
    public LearnedHead Learn(int horizonDays, LabelledRows labelled, IProgress<string>? progress, CancellationToken cancellation)
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
        return new LearnedHead(rows, result, calibration, events, warning);
    }

    /// <summary>What an engine learns from.</summary>
    public TrainingRows Rows(LabelledRows labelled, CancellationToken cancellation) => new()
    {
        Columns = features.Columns,
        Values = cohort.Fold(features, labelled.Rows, cancellation),
        Labels = labelled.Labels,
        Weights = labelled.Weights,
        Clients = [.. labelled.Rows.Select(r => clients[cohort.Rows[r].Episode])],
        Folds = [.. labelled.Rows.Select(r => ClientSplit.Fold(options.Seed, cohort.Episodes[cohort.Rows[r].Episode].ClientId, options.Folds))],
        FoldCount = options.Folds,
    };

    /// <summary>What the head makes of its training rows: scores out of fold, contributions of the model itself, as both depend on no label of a row they are of.</summary>
    private TrainingReference Reference(TrainingRows rows, EngineResult result, AffineCalibration calibration, IProgress<string>? progress, CancellationToken cancellation)
    {
        progress?.Report("Keeping what later data will be compared with");
        var weights = new ClientWeights(rows.Clients);
        double[] scores = [.. result.OutOfFoldLogOdds.Select(calibration.Probability)];
        return new TrainingReference(
            ClientDistribution.Of(scores, weights.OfRow, weights.Clients, categories: null),
            MeanContributions.Of(result.Model, calibration, rows.Values, features.Count, weights.OfRow, cancellation).Mean);
    }

    /// <summary>Clients with at least one row of label 1.</summary>
    public int Events(LabelledRows labelled)
    {
        var withEvent = new HashSet<int>();
        for (var i = 0; i < labelled.Rows.Length; i++)
        {
            if (labelled.Labels[i] == 1) withEvent.Add(clients[cohort.Rows[labelled.Rows[i]].Episode]);
        }

        return withEvent.Count;
    }
}
