using Predictor.Care.Episodes;
using Predictor.Risk.Exporting;
using Predictor.Risk.Horizons;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;
using Predictor.Risk.Tests.Training;
using Predictor.Risk.Training;
using Predictor.Testing;
using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Horizons;

/// <summary>A model of five horizons, trained on the small clinic.</summary>
public sealed class CurvesOfAPackageTests
{
    private static readonly Lazy<ModelPackage> Trained = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("predictor-");
        try
        {
            var path = Path.Combine(folder.FullName, "model");
            TrainedClinic.Train(pipeline: new PipelineOptions { HorizonDays = [28, 0, 14, 56, 84] }, clients: 900).Write(path, CancellationToken.None);
            return PackageReader.Read(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    });

    private static ModelPackage Package => Trained.Value;

    [Fact]
    public void A_curve_never_falls_and_is_the_probability_that_is_served_at_each_horizon()
    {
        var scorer = new RiskScorer(Package);
        var looked = 0;
        foreach (var episode in SmallClinic.Create(900).Take(300))
        {
            if (Landmark(episode) is not { } at) continue;
            var scores = Package.Heads.ToDictionary(h => h.HorizonDays, h => scorer.Score(episode, at, h, Explanation.None, [84, 0, 28, 14, 56]));
            if (scores[28].Curve is not { } curve) continue;
            looked++;

            Assert.Equal([0, 14, 28, 56, 84], curve.Select(p => p.HorizonDays));
            Assert.Equal(curve.Select(p => p.Probability).Order(), curve.Select(p => p.Probability));
            foreach (var point in curve) Assert.Equal(scores[point.HorizonDays].Probability!.Value, point.Probability, 1e-15);
            Assert.Equal(scores[28].Probability, curve[2].Probability);
        }

        Assert.True(looked > 150, $"{looked} scores");
    }

    [Fact]
    public void The_curve_says_something_at_each_horizon()
    {
        var scorer = new RiskScorer(Package);
        var curves = SmallClinic.Create(900).Take(300).Where(e => Landmark(e) is not null).Select(e => scorer.Score(e, Landmark(e)!.Value, Package.Heads[0], Explanation.None, [0, 14, 28, 56, 84]).Curve).OfType<IReadOnlyList<CurvePoint>>().ToList();

        // The steps differ between clients: they are no constant shares of the risk at 28 days.
        for (var i = 0; i < 5; i++)
        {
            if (i == 2) continue;
            var at = i;
            var shares = curves.Select(c => i < 2 ? c[at].Probability / c[2].Probability : (1 - c[at].Probability) / (1 - c[2].Probability)).ToList();
            Assert.True(shares.Max() - shares.Min() > 0.1, $"horizon {curves[0][i].HorizonDays}: {shares.Min()} to {shares.Max()}");
        }
    }

    [Fact]
    public void Contributions_add_up_at_every_horizon()
    {
        var scorer = new RiskScorer(Package);
        foreach (var head in Package.Heads)
        {
            foreach (var episode in SmallClinic.Create(900).Take(60))
            {
                if (Landmark(episode) is not { } at || scorer.Score(episode, at, head, Explanation.Full) is not { Status: ScoreStatus.Scored } score) continue;

                Assert.Equal(StableMath.Logit(score.Probability!.Value), StableMath.Logit(score.Baseline!.Value) + score.Contributions!.Values.Sum(), 1e-9);
            }
        }
    }

    [Fact]
    public void Only_what_was_asked_for_is_told()
    {
        var scorer = new RiskScorer(Package);
        var episode = SmallClinic.Create(900).First(e => Landmark(e) is not null);

        Assert.Null(scorer.Score(episode, Landmark(episode)!.Value, Package.Heads[0], Explanation.None).Curve);
        Assert.Equal([14, 84], scorer.Score(episode, Landmark(episode)!.Value, Package.Heads[0], Explanation.None, [84, 14]).Curve!.Select(p => p.HorizonDays));
        Assert.Contains("no horizon of 7 days", Assert.Throws<ArgumentException>(() => scorer.Score(episode, Landmark(episode)!.Value, Package.Heads[0], Explanation.None, [0, 7])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_horizon_has_a_higher_base_rate_and_every_horizon_is_told_of()
    {
        var metrics = PackageJson.Read<MetricsDocument>(PackageFiles.Metrics, Package.Files[PackageFiles.Metrics]);

        Assert.Equal([0, 14, 28, 56, 84], metrics.ByHorizon.Keys);
        Assert.Equal(Package.Heads.OrderBy(h => h.HorizonDays).Select(h => h.HorizonDays), Package.Heads.OrderBy(h => h.BaseRate).Select(h => h.HorizonDays));
        Assert.All(metrics.ByHorizon.Values, r => Assert.InRange(r.Auc!.Value, 0.6, 0.999));
        Assert.All(metrics.ByHorizon.Values, r => Assert.InRange(r.CalibrationSlope!.Value, 0.5, 1.6));
    }

    [Fact]
    public void A_step_with_few_events_goes_by_the_model_of_the_first_horizon_and_says_so()
    {
        var metrics = PackageJson.Read<MetricsDocument>(PackageFiles.Metrics, Package.Files[PackageFiles.Metrics]);
        var (far, near) = ((CurveModel)Package.HeadOf(84)!.Model, (CurveModel)Package.HeadOf(14)!.Model);

        Assert.True(far.GoesByFirst);
        Assert.Same(Package.Heads[0].Model, far.Last.Model);
        Assert.False(near.GoesByFirst);
        Assert.Contains(metrics.Notes, n => n.Contains("tell the risk at 84 days from that at 56 days: too few for a model of their own", StringComparison.Ordinal));
    }

    [Fact]
    public void A_product_of_models_is_not_exported_as_one()
    {
        var error = Assert.Throws<ArgumentException>(() => ModelExport.LightGBM(Package.HeadOf(84)!, Stream.Null));

        Assert.Contains("product of 3 models", error.Message, StringComparison.Ordinal);
        Assert.Contains("expected the horizon of 28 days", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The start of the third appointment, where there are so many.</summary>
    private static long? Landmark(Episode episode) => episode.Appointments.Count < 3 ? null : episode.Appointments[2].StartsAt.Ticks + TimeSpan.TicksPerHour;
}
