using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation.Baselines;
using Predictor.Risk.Features;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Monitoring;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training.Designs;
using Predictor.Risk.Uncertainty;

namespace Predictor.Risk.Training;

/// <summary>Trains the head of one horizon.</summary>
internal sealed class HeadTrainer(Cohort cohort, int[] clients, FeatureSet features, IRiskEngine engine, TrainingOptions options)
{
    private FeatureDistribution[]? _distributions;

    /// <summary>What the training rows of the first horizon showed of each feature.</summary>
    public IReadOnlyList<FeatureDistribution> Distributions => _distributions ?? throw new InvalidOperationException("Nothing has been trained yet.");

    /// <summary>Turns what was learned into a head: fixes bands and percentiles, and fits what it is compared with.</summary>
    /// <param name="horizonDays">The horizon.</param>
    /// <param name="labelled">All training rows of the horizon.</param>
    /// <param name="learned">What was learned, with those rows.</param>
    /// <param name="model">The model of the horizon.</param>
    /// <param name="calibration">Of its log-odds.</param>
    /// <param name="outOfFold">The risk of each row, by models that have not seen its label.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public TrainedHead Finish(int horizonDays, LabelledRows labelled, LearnedHead learned, IRiskModel model, AffineCalibration calibration, double[] outOfFold, IProgress<string>? progress, CancellationToken cancellation)
    {
        var rows = learned.Rows;
        var percentiles = WeeklyRisks.Of(cohort, labelled, outOfFold);
        _distributions ??= DistributionsOf(rows);
        progress?.Report("Keeping what later data will be compared with");
        var weights = new ClientWeights(rows.Clients);
        var contributions = MeanContributions.Of(model, calibration, rows.Values, features.Count, weights.OfRow, cancellation);
        // A step of a curve learns from some of the rows; how uncertain the whole way to a horizon is, its halves would not tell.
        var interval = model == learned.Result.Model ? new IntervalTrainer(engine, options.HalfSamples, options.Seed).Of(rows, learned.Result, calibration, Prefixed.Of(progress, $"Horizon {horizonDays} days"), cancellation) : null;
        var notes = new List<string>();
        if (learned.Warning is not null) notes.Add(learned.Warning);
        notes.AddRange(learned.Result.Notes.Select(n => $"Horizon {horizonDays} days: {n}"));
        if (learned.Calibration.Note is { } note) notes.Add($"Horizon {horizonDays} days: {note}");
        if (interval is not null) notes.Add($"Horizon {horizonDays} days: the interval around each risk is meant to hold, {interval.Data.Level:P0} of the time, the risk that a client's records tell of. That can be checked on simulated clinics alone, some of which it fell short on.");
        if (labelled.Capped > 0) notes.Add($"Horizon {horizonDays} days: the censoring weight of {labelled.Capped} rows was cut to {CensoringWeights.Cap}.");
        var events = Events(rows);
        return new TrainedHead
        {
            Head = new ModelHead
            {
                HorizonDays = horizonDays,
                Model = model,
                Calibration = calibration,
                BaseRate = WeeklyRisks.BaseRate(rows.Labels, rows.Weights),
                Bands = WeeklyRisks.Bands(percentiles),
                Percentiles = percentiles,
                Rules = RuleBaselines.Fit(rows),
                Reference = new TrainingReference(ClientDistribution.Of(outOfFold, weights.OfRow, weights.Clients, categories: null), contributions.Mean),
                Familiarity = Familiarity.Of(contributions.MeanAbsolute, Distributions, rows.Values),
                Interval = interval,
                PlainerModels = events < EventGate.Fewest ? [] : ModelBaselines.Fit(rows, features, engine.Name, progress, cancellation),
            },
            Rows = rows,
            Events = events,
            Censored = labelled.Censored,
            Capped = labelled.Capped,
            Notes = notes,
            SaveNative = learned.Result.SaveNative,
        };
    }

    /// <summary>Trains and calibrates out of fold.</summary>
    /// <param name="horizonDays">The horizon, for what is told.</param>
    /// <param name="rows">What to learn from.</param>
    /// <param name="warning">A sentence where the events are few; else null.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public LearnedHead Learn(int horizonDays, TrainingRows rows, string? warning, IProgress<string>? progress, CancellationToken cancellation)
    {
        progress?.Report($"Horizon {horizonDays} days: training ({engine.Name})");
        var result = engine.Train(rows, progress, cancellation);
        var calibration = result.IsCalibrated
            ? new CalibrationFit(new AffineCalibration(0, 1), null)
            : AffineCalibrator.Fit(result.OutOfFoldLogOdds, rows.Labels, rows.Weights, cancellation);
        return new LearnedHead(rows, result, calibration, warning);
    }

    /// <summary>The rows of a horizon, once there are enough clients with the outcome among them.</summary>
    /// <param name="horizonDays">The horizon.</param>
    /// <param name="labelled">Which.</param>
    /// <param name="warning">A sentence where the events are few; else null.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="TooFewEventsException">There are too few clients with the outcome.</exception>
    public TrainingRows Rows(int horizonDays, LabelledRows labelled, out string? warning, IProgress<string>? progress, CancellationToken cancellation)
    {
        warning = EventGate.Check(Events(labelled), engine.FewestEvents, horizonDays);
        progress?.Report($"Horizon {horizonDays} days: folding {labelled.Rows.Length} training rows");
        return Rows(labelled, cancellation);
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

    private static FeatureDistribution[] DistributionsOf(TrainingRows rows)
    {
        var distributions = new FeatureDistribution[rows.Columns.Count];
        var weights = new ClientWeights(rows.Clients);
        Parallel.For(0, distributions.Length, c =>
        {
            var values = new double[rows.RowCount];
            for (var row = 0; row < values.Length; row++) values[row] = rows.Values[(row * rows.Columns.Count) + c];
            distributions[c] = FeatureDistribution.Of(rows.Columns[c], rows.Values, c, rows.Columns.Count) with { ByClient = ClientDistribution.Of(values, weights.OfRow, weights.Clients, rows.Columns[c].Categories?.Count) };
        });
        return distributions;
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

    private static int Events(TrainingRows rows) => rows.Clients.Where((_, row) => rows.Labels[row] == 1).Distinct().Count();
}
