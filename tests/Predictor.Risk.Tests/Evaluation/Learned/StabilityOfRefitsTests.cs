using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Learned;
using Predictor.Risk.Features;
using Predictor.Risk.Features.Catalogue;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Learned;

public sealed class StabilityOfRefitsTests
{
    private static readonly FeatureSet Features = new([.. FeatureCatalogue.All.Where(f => !f.IsCategorical).Take(12).Select(f => new FeatureSlot(f, categories: null))]);

    // Twelve features, each weaker than the one before, the last of no use: eleven are ranked, and ten are the strongest.
    private static readonly double[] Model = [.. Enumerable.Range(0, 12).Select(f => f == 11 ? 0 : 1.2 - (f * 0.1))];

    [Fact]
    public void A_refit_that_is_the_model_differs_in_nothing()
    {
        var stability = Of(Model, Model);

        Assert.Equal((0, 0, 0, 1), (stability.MeanAbsoluteDifference, stability.Difference90, stability.OtherBand, stability.SharedStrongest));
        Assert.Equal(Enumerable.Range(1, 10).Select(r => (int?)r), stability.Features.Select(f => f.Rank));
        Assert.All(stability.Features, f => Assert.Equal((f.Rank, f.Rank, 1.0), (f.BestRank, f.WorstRank, f.StrongestShare)));
    }

    [Fact]
    public void Features_that_swap_places_are_seen_with_their_ranks()
    {
        // The tenth and the eleventh change places in one refit of two; the first is not used in it.
        double[] other = [.. Model];
        (other[9], other[10]) = (other[10], other[9]);
        other[0] = 0;

        var stability = Of(Model, Model, other);

        var byCode = stability.Features.ToDictionary(f => f.Code);
        var first = byCode[Code(0)];
        Assert.Equal((1, 1, null, 0.5), (first.Rank, first.BestRank, first.WorstRank, first.StrongestShare));
        // Without the first, all others move up by one: the eleventh is ninth and the tenth is tenth.
        Assert.Equal((10, 10, 10, 1.0), (byCode[Code(9)].Rank, byCode[Code(9)].BestRank, byCode[Code(9)].WorstRank, byCode[Code(9)].StrongestShare));
        Assert.Equal((11, 9, 11, 0.5), (byCode[Code(10)].Rank, byCode[Code(10)].BestRank, byCode[Code(10)].WorstRank, byCode[Code(10)].StrongestShare));
        Assert.Equal((1 + 0.9) / 2, stability.SharedStrongest, 1e-12);
    }

    [Fact]
    public void The_difference_is_the_weighted_mean_over_rows_and_refits()
    {
        double[] weaker = [.. Model.Select(c => c * 0.5)];
        double[] stronger = [.. Model.Select(c => c * 1.5)];

        var stability = Of(Model, weaker, stronger);

        var (rows, values) = Rows();
        var (sum, weight, moved) = (0.0, 0.0, 0.0);
        foreach (var refit in new[] { weaker, stronger })
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var (own, its) = (Probability(Model, values, row), Probability(refit, values, row));
                sum += rows.Weights[row] * Math.Abs(own - its);
                weight += rows.Weights[row];
                if (Band(own) != Band(its)) moved += rows.Weights[row];
            }
        }

        Assert.Equal(sum / weight, stability.MeanAbsoluteDifference, 1e-12);
        Assert.Equal(moved / weight, stability.OtherBand, 1e-12);
        Assert.True(stability.Difference90 > stability.MeanAbsoluteDifference);
        Assert.True(stability.AucRange!.Value.Lower <= stability.AucRange.Value.Upper);
    }

    private static int Band(double p) => p < 0.2123 ? 0 : p < 0.5123 ? 1 : p < 0.8123 ? 2 : 3;

    private static double Probability(double[] model, double[] values, int row) => 1 / (1 + Math.Exp(-model.Select((c, f) => c * (values[(row * 12) + f] - 1)).Sum()));

    private static string Code(int feature) => Features.Slots[feature].Feature.Code;

    private static Stability Of(double[] model, params double[][] refits)
    {
        var (rows, values) = Rows();
        var head = Head(new Linear(model));
        var scored = rows.WithProbabilities([.. Enumerable.Range(0, rows.Count).Select(r => head.Probability(values.AsSpan(r * 12, 12)))]);
        var stability = new StabilityOfRefits(head, Features, scored, values, 3, CancellationToken.None);
        foreach (var refit in refits) stability.Add(head.With(new Linear(refit), head.Calibration), CancellationToken.None);
        return stability.Told(0.6);
    }

    private static ModelHead Head(IRiskModel model) => new()
    {
        HorizonDays = 28,
        Model = model,
        Calibration = new AffineCalibration(0, 1),
        BaseRate = 0.2,
        Bands = new RiskBands(0.2123, 0.5123, 0.8123),
        Percentiles = new PercentileGrid([.. Enumerable.Range(0, 101).Select(i => i / 100.0)]),
        Rules = [],
    };

    /// <summary>Every feature has the values 0, 1 and 2 equally often and independently of the others, so that strength is the coefficient alone.</summary>
    private static (ScoredRows Rows, double[] Values) Rows()
    {
        const int count = 729;
        var values = new double[count * 12];
        var labels = new byte[count];
        var weights = new double[count];
        for (var row = 0; row < count; row++)
        {
            for (var f = 0; f < 12; f++) values[(row * 12) + f] = (row / (int)Math.Pow(3, f % 6) + (f / 6 * row)) % 3;
            labels[row] = (byte)(values[row * 12] > 1 ? 1 : 0);
            weights[row] = 1;
        }

        return (TestRows.Of(new double[count], labels, weights, [.. Enumerable.Range(0, count)]), values);
    }
}
