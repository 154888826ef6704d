using System.Text;
using Predictor.Care.Episodes;
using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Logistic;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Baselines;
using Predictor.Risk.Evaluation.Incidence;
using Predictor.Risk.Horizons;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Card;
using Predictor.Risk.Training.Designs;

namespace Predictor.Risk.Recalibrating;

/// <summary>
/// Updates the calibration of a model on an export that it was not trained on, as a new version of its package. The model, its features and the order of
/// clients stay. Base rate, percentiles and bands follow the new data, for they say how a client stands among those of the clinic; simple rules are fitted
/// anew and plainer models are recalibrated too, so that the comparison stays fair.
/// </summary>
public static class Recalibrator
{
    /// <param name="package">The model.</param>
    /// <param name="episodes">The episodes of the export.</param>
    /// <param name="cutTicks">UTC ticks up to which the data tell.</param>
    /// <param name="dataFingerprint">The SHA-256 of the export.</param>
    /// <param name="clients">Which clients to learn from and to judge on.</param>
    /// <param name="kind">What is updated.</param>
    /// <param name="version">The version of the new package; null for the next minor one.</param>
    /// <param name="bootstrapRepeats">Samples of clients that the intervals come from; 0 for no intervals.</param>
    /// <param name="time">Gives the time of creation.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The model was trained or recalibrated on these very data, the version is none, or no recalibration can be learned; the message says which.</exception>
    /// <exception cref="TooFewEventsException">There are under 100 clients with the outcome.</exception>
    /// <exception cref="FollowUpTooShortException">The data end too early.</exception>
    public static TrainedModel Of(
        ModelPackage package, IReadOnlyList<Episode> episodes, long cutTicks, string dataFingerprint, ClientChoice clients, RecalibrationKind kind, string? version, int bootstrapRepeats, TimeProvider time, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(time);
        if (dataFingerprint == package.DataFingerprint) throw new ArgumentException("The model was trained on these data and is calibrated out of fold on them already; expected another export.");
        if (dataFingerprint == package.Origin?.DataFingerprint) throw new ArgumentException("The model was recalibrated on these data already; expected another export.");
        var options = new TrainingOptions { Name = package.Name, Version = version ?? Next(package.Version), Seed = package.Seed, BootstrapRepeats = bootstrapRepeats };
        if (options.Problems().ToList() is { Count: > 0 } problems) throw new ArgumentException(string.Join("; ", problems));

        var cohort = Cohort.Of(episodes, package.Pipeline, cutTicks, cancellation);
        var side = clients == ClientChoice.HeldOut
            ? SplitSides.TestOf(episodes, cohort, package.Pipeline, package.Seed, package.Split, hasTrainingSide: false, cancellation)
            : new SplitSide(cohort, new TrainingSide(cohort, package.Seed).Clients, _ => true, FollowUp.Weights(cohort, package.Pipeline, _ => true));
        var heads = new List<ModelHead>();
        var results = new SortedDictionary<int, EvaluationResult>();
        var reports = new SortedDictionary<int, RecalibrationReport>();
        var counts = new List<TrainingCounts>();
        var notes = new List<string>();
        FirstHorizon? first = null;
        for (var horizon = 0; horizon < package.Heads.Count; horizon++)
        {
            var head = package.Heads[horizon];
            var days = head.HorizonDays;
            progress?.Report($"Horizon {days} days: recalibrating");
            var labelled = side.Rows(horizon, package.Pipeline);
            var rows = Rows(package, side, labelled, cancellation);
            var events = rows.Clients.Where((_, r) => rows.Labels[r] == 1).Distinct().Count();
            if (EventGate.Check(events, EventGate.Fewest, days, "clients of these data") is { } warning) notes.Add(warning);

            var before = Scored(side, labelled, Probabilities(head, rows));
            // Steps of a curve stay as they are: it is moved as a whole with the first horizon, and cannot come to cross itself.
            first ??= new FirstHorizon(HeadRecalibration.Learn(before, kind, days), HeadRecalibration.WithoutEach(before, rows.Folds, kind, days));
            var curve = head.Model as CurveModel;
            var learned = curve is null ? HeadRecalibration.Learn(before, kind, days) : first.Learned;
            var after = curve is null ? HeadRecalibration.CrossFitted(before, rows.Folds, kind, days) : first.CrossFitted(curve, rows);
            var updated = Updated(head, learned, rows, before, WeeklyRisks.Of(cohort, labelled, after), kind, package);
            var evaluation = new EvaluationOptions { BootstrapRepeats = bootstrapRepeats, Seed = (ulong)package.Seed };
            var result = HeadEvaluation.Of(updated, package.Features, cohort, horizon, labelled, side.IsIn, side.Clients, evaluation, package.Pipeline, truth: null, progress, cancellation, after);
            heads.Add(updated);
            results.Add(days, result);
            counts.Add(new TrainingCounts(days, rows.RowCount, rows.Clients.Distinct().Count(), rows.Labels.Count(l => l == 1), events, labelled.Censored, labelled.Capped, updated.BaseRate));
            reports.Add(days, new RecalibrationReport
            {
                Events = events,
                Intercept = learned.Intercept,
                Slope = learned.Slope,
                Before = MeasuredRows.Of(before, labelled.Censored, new ClientDraws(before, evaluation), cancellation).Performance,
                After = MeasuredRows.Of(before.WithProbabilities(after), labelled.Censored, new ClientDraws(before, evaluation), cancellation).Performance,
            });
        }

        var origin = new ModelOrigin(package.Sha256, package.Version, kind == RecalibrationKind.Large ? "large" : "logistic", dataFingerprint);
        notes.Add($"Recalibrated from version {package.Version}. The counts and figures here are of the data of the recalibration; base rate, percentiles and bands follow them.");
        if (package.IsCurve && package.Heads.Count > 1) notes.Add($"The horizons are one curve: the risk at {package.Heads[0].HorizonDays} days was recalibrated, and the risks at the others moved with it.");
        results[package.Heads[0].HorizonDays] = results[package.Heads[0].HorizonDays] with { Incidence = IncidenceCurves.Of(heads, package.Features, side, package.Pipeline, (ulong)package.Seed, cancellation) };
        var metrics = new MetricsDocument
        {
            Schema = PackageFiles.Schema,
            EvaluatedOn = $"the export that the model was recalibrated on, each client by a recalibration of the others ({HeadRecalibration.Folds} parts)",
            Training = counts,
            ByHorizon = results,
            Recalibration = reports,
            Notes = notes,
        };
        var files = PackageWriter.ModelFiles(package.Pipeline, package.Features, Distributions(package), heads, package.Split);
        var card = RecalibrationCard.Of(package, options.Version, origin, metrics);
        files.Add(PackageFiles.Metrics, PackageJson.Write(metrics));
        files.Add(PackageFiles.CardJson, PackageJson.Write(card));
        files.Add(PackageFiles.CardMarkdown, Encoding.UTF8.GetBytes(CardMarkdown.Of(card)));
        // How the model was trained stays as it is told.
        if (package.Files.TryGetValue(PackageFiles.Run, out var run)) files.Add(PackageFiles.Run, run);
        return new TrainedModel(PackageWriter.Seal(package.Name, options.Version, package.Seed, package.DataFingerprint, files, time.GetUtcNow(), origin), files, metrics);
    }

    private static ModelHead Updated(ModelHead head, AffineCalibration learned, TrainingRows rows, ScoredRows before, PercentileGrid percentiles, RecalibrationKind kind, ModelPackage package) => new()
    {
        HorizonDays = head.HorizonDays,
        Model = head.Model is CurveModel curve ? curve.Recalibrated(learned) : head.Model,
        Calibration = head.Model is CurveModel ? head.Calibration : head.Calibration.Followed(learned),
        Interval = head.Interval?.Rescaled(learned.Slope, package.Features.Columns),
        Familiarity = head.Familiarity,
        BaseRate = WeeklyRisks.BaseRate(rows.Labels, rows.Weights),
        Bands = WeeklyRisks.Bands(percentiles),
        Percentiles = percentiles,
        Rules = RuleBaselines.Fit(rows),
        PlainerModels =
        [
            .. head.PlainerModels.Select(m => m with
            {
                Model = new LogisticModel(RecalibratedRegression.Of(m.Model.Data, HeadRecalibration.Learn(before.WithProbabilities(m.Predict(rows.Values, package.Features.Count)), kind, head.HorizonDays)), package.Features.Columns),
            }),
        ],
    };

    private static TrainingRows Rows(ModelPackage package, SplitSide side, LabelledRows labelled, CancellationToken cancellation) => new()
    {
        Columns = package.Features.Columns,
        Values = side.Cohort.Fold(package.Features, labelled.Rows, cancellation),
        Labels = labelled.Labels,
        Weights = labelled.Weights,
        Clients = [.. labelled.Rows.Select(r => side.Clients[side.Cohort.Rows[r].Episode])],
        Folds = [.. labelled.Rows.Select(r => ClientSplit.Fold(package.Seed, side.Cohort.Episodes[side.Cohort.Rows[r].Episode].ClientId, HeadRecalibration.Folds))],
        FoldCount = HeadRecalibration.Folds,
    };

    private static double[] Probabilities(ModelHead head, TrainingRows rows)
    {
        var probabilities = new double[rows.RowCount];
        for (var row = 0; row < probabilities.Length; row++) probabilities[row] = head.Probability(rows.Row(row));
        return probabilities;
    }

    private static ScoredRows Scored(SplitSide side, LabelledRows labelled, double[] probabilities) => new(
        probabilities,
        labelled.Labels,
        labelled.Weights,
        [.. labelled.Rows.Select(r => side.Clients[side.Cohort.Rows[r].Episode])],
        [.. labelled.Rows.Select(r => side.Cohort.Rows[r].Landmark.Kind)],
        [.. labelled.Rows.Select(r => side.Cohort.Rows[r].NotYetGone)]);

    /// <summary>What the training rows showed: a recalibration leaves it as it is.</summary>
    private static List<FeatureDistribution> Distributions(ModelPackage package) =>
        [.. PackageJson.Read<FeaturesDocument>(PackageFiles.Features, package.Files[PackageFiles.Features]).Features.Select(f => f.Distribution)];

    private static string Next(string version)
    {
        var parts = version.Split('.');
        return $"{parts[0]}.{int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) + 1}.0";
    }
}
