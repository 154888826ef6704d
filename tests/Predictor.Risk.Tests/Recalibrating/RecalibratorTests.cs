using System.Text;
using Predictor.Care.Episodes;
using Predictor.Risk.Calibration;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Horizons;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Risk.Recalibrating;
using Predictor.Risk.Tests.Training;
using Predictor.Risk.Training;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Recalibrating;

public sealed class RecalibratorTests
{
    private static readonly IReadOnlyList<Episode> Elsewhere = SmallClinic.Create(500, seed: 7);
    private static readonly Lazy<TrainedModel> Logistic = new(() => Recalibrated(TrainedClinic.Package, RecalibrationKind.Logistic));

    [Theory]
    [InlineData(RecalibrationKind.Large, 0.8, 1)]
    [InlineData(RecalibrationKind.Logistic, -0.6, 1.4)]
    [InlineData(RecalibrationKind.Logistic, 0.3, 0.6)]
    public void A_known_shift_is_recovered(RecalibrationKind kind, double intercept, double slope)
    {
        var rows = Shifted(40000, intercept, slope);

        var learned = HeadRecalibration.Learn(rows, kind, 28);

        // Standard errors are about 0.015; the seed is fixed.
        Assert.Equal(intercept, learned.Intercept, 0.06);
        Assert.Equal(slope, learned.Slope, 0.06);
    }

    [Fact]
    public void Scores_that_point_the_wrong_way_are_not_mended()
    {
        var error = Assert.Throws<ArgumentException>(() => HeadRecalibration.Learn(Shifted(2000, 0, -1), RecalibrationKind.Logistic, 28));

        Assert.Contains("expected more than 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_is_judged_by_a_recalibration_of_the_others()
    {
        var rows = Shifted(3000, 0.5, 1.2);
        int[] folds = [.. Enumerable.Range(0, rows.Count).Select(r => r % HeadRecalibration.Folds)];
        var turned = new ScoredRows(rows.Probabilities.ToArray(), [.. rows.Labels.ToArray().Select((l, r) => folds[r] == 2 ? (byte)(1 - l) : l)], rows.Weights.ToArray(), rows.Clients.ToArray(), rows.Kinds.ToArray(), rows.NotYetGone.ToArray());

        var before = HeadRecalibration.CrossFitted(rows, folds, RecalibrationKind.Logistic, 28);
        var after = HeadRecalibration.CrossFitted(turned, folds, RecalibrationKind.Logistic, 28);

        for (var row = 0; row < before.Length; row++) Assert.Equal(folds[row] == 2, before[row] == after[row]);
    }

    [Fact]
    public void Whatever_the_calibration_was_the_recalibrated_one_is_the_same()
    {
        var package = TrainedClinic.Package;
        var bent = With(package, [.. package.Heads.Select(h => new ModelHead { HorizonDays = h.HorizonDays, Model = h.Model, Calibration = new AffineCalibration((1.7 * h.Calibration.Intercept) - 0.9, 1.7 * h.Calibration.Slope), BaseRate = h.BaseRate, Bands = h.Bands, Percentiles = h.Percentiles, Rules = h.Rules, PlainerModels = h.PlainerModels })]);

        var straight = Read(Logistic.Value);
        var mended = Read(Recalibrated(bent, RecalibrationKind.Logistic));

        for (var head = 0; head < straight.Heads.Count; head++)
        {
            Assert.Equal(straight.Heads[head].Calibration.Intercept, mended.Heads[head].Calibration.Intercept, 1e-6);
            Assert.Equal(straight.Heads[head].Calibration.Slope, mended.Heads[head].Calibration.Slope, 1e-6);
        }
    }

    [Fact]
    public void A_curve_is_moved_as_a_whole()
    {
        var package = Read(Logistic.Value);
        var (before, after) = ((CurveModel)TrainedClinic.Package.Heads[1].Model, (CurveModel)package.Heads[1].Model);

        Assert.True(package.IsCurve);
        Assert.Equal(before.Last.Calibration, after.Last.Calibration);
        Assert.Equal(package.Heads[0].Calibration, after.Components[0].Calibration);
        Assert.NotEqual(before.Components[0].Calibration, after.Components[0].Calibration);
        Assert.Contains(Logistic.Value.Metrics.Notes, n => n.StartsWith("The horizons are one curve", StringComparison.Ordinal));
        Assert.Equal(Logistic.Value.Metrics.Recalibration![28].Slope, Logistic.Value.Metrics.Recalibration[0].Slope);
    }

    [Fact]
    public void The_figures_after_are_near_right_and_tell_of_the_very_clients()
    {
        var report = Logistic.Value.Metrics.Recalibration![28];

        Assert.Equal(500, report.After.Clients);
        Assert.Equal(report.Before.Rows, report.After.Rows);
        Assert.InRange(report.After.CalibrationSlope!.Value, 0.9, 1.1);
        Assert.InRange(Math.Abs(report.After.CalibrationIntercept!.Value), 0, 0.05);
        Assert.NotEqual(1, report.After.CalibrationSlope.Value, 6);
        Assert.Equal(report.After.Auc, Logistic.Value.Metrics.ByHorizon[28].Auc);
    }

    [Fact]
    public void The_new_version_says_where_it_comes_from_and_keeps_the_model()
    {
        var package = Read(Logistic.Value);

        Assert.Equal(("1.1.0", TrainedClinic.Package.Name, TrainedClinic.Package.Seed, TrainedClinic.Package.DataFingerprint), (package.Version, package.Name, package.Seed, package.DataFingerprint));
        Assert.Equal(new ModelOrigin(TrainedClinic.Package.Sha256, "1.0.0", "logistic", "elsewhere"), package.Origin);
        Assert.True(package.Files[PackageFiles.Features].SequenceEqual(TrainedClinic.Package.Files[PackageFiles.Features]));
        Assert.NotEqual(TrainedClinic.Package.Heads[0].Bands, package.Heads[0].Bands);
        var card = Encoding.UTF8.GetString(package.Files[PackageFiles.CardMarkdown]);
        Assert.Contains($"sha256 {TrainedClinic.Package.Sha256}", card, StringComparison.Ordinal);
        Assert.Contains("The export with SHA-256 elsewhere.", card, StringComparison.Ordinal);
        Assert.Equal(31, card.Split('\n').Count(l => l.StartsWith("- **", StringComparison.Ordinal)));
        Assert.Null(TrainedClinic.Package.Origin);
    }

    [Fact]
    public void In_the_large_only_the_intercept_moves()
    {
        var package = Read(Recalibrated(TrainedClinic.Package, RecalibrationKind.Large));

        Assert.Equal(TrainedClinic.Package.Heads[0].Calibration.Slope, package.Heads[0].Calibration.Slope);
        Assert.NotEqual(TrainedClinic.Package.Heads[0].Calibration.Intercept, package.Heads[0].Calibration.Intercept);
    }

    [Fact]
    public void The_data_of_the_training_or_of_the_recalibration_are_refused_and_evaluating_there_says_so()
    {
        Assert.Contains("was trained on these data", Assert.Throws<ArgumentException>(() => Recalibrated(TrainedClinic.Package, RecalibrationKind.Large, fingerprint: "fingerprint")).Message, StringComparison.Ordinal);
        Assert.Contains("was recalibrated on these data already", Assert.Throws<ArgumentException>(() => Recalibrated(Read(Logistic.Value), RecalibrationKind.Large)).Message, StringComparison.Ordinal);

        var evaluation = PackageEvaluation.Of(Read(Logistic.Value), Elsewhere, SmallClinic.CutTicks, "elsewhere", ClientChoice.Default, truth: null, bootstrapRepeats: 0, progress: null, CancellationToken.None);
        Assert.Contains("its calibration is apparent there", evaluation.EvaluatedOn, StringComparison.Ordinal);
        Assert.Equal(1, evaluation.ByHorizon[28].CalibrationSlope!.Value, 1e-6);
    }

    [Fact]
    public void Under_a_hundred_clients_with_the_outcome_there_is_no_recalibration() =>
        Assert.Throws<TooFewEventsException>(() => Recalibrated(TrainedClinic.Package, RecalibrationKind.Large, episodes: SmallClinic.Create(80, seed: 3)));

    private static TrainedModel Recalibrated(ModelPackage package, RecalibrationKind kind, string fingerprint = "elsewhere", IReadOnlyList<Episode>? episodes = null) =>
        Recalibrator.Of(package, episodes ?? Elsewhere, SmallClinic.CutTicks, fingerprint, ClientChoice.Default, kind, version: null, bootstrapRepeats: 0, TimeProvider.System, progress: null, CancellationToken.None);

    private static ModelPackage Read(TrainedModel model)
    {
        var folder = Directory.CreateTempSubdirectory("predictor-").FullName;
        try
        {
            model.Write(Path.Combine(folder, "model"), CancellationToken.None);
            return PackageReader.Read(Path.Combine(folder, "model"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ModelPackage With(ModelPackage package, IReadOnlyList<ModelHead> heads) => new()
    {
        Name = package.Name,
        Version = package.Version,
        Seed = package.Seed,
        DataFingerprint = package.DataFingerprint,
        Sha256 = package.Sha256,
        CreatedAt = package.CreatedAt,
        Pipeline = package.Pipeline,
        Features = package.Features,
        Heads = heads,
        Files = package.Files,
    };

    /// <summary>Rows of one client each, whose labels come true with log-odds of intercept + slope x the predicted ones.</summary>
    private static ScoredRows Shifted(int count, double intercept, double slope)
    {
        var random = new Random(5);
        var probabilities = new double[count];
        var labels = new byte[count];
        var weights = new double[count];
        for (var row = 0; row < count; row++)
        {
            var logOdds = (3 * random.NextDouble()) - 2.5;
            probabilities[row] = 1 / (1 + Math.Exp(-logOdds));
            labels[row] = (byte)(random.NextDouble() < 1 / (1 + Math.Exp(-intercept - (slope * logOdds))) ? 1 : 0);
            weights[row] = 1 + random.NextDouble();
        }

        return new ScoredRows(probabilities, labels, weights, [.. Enumerable.Range(0, count)], new LandmarkKind[count], new bool[count]);
    }
}
