using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Learned;
using Predictor.Risk.Features;
using Predictor.Risk.Features.Catalogue;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;
using Predictor.Risk.Tests.Training;
using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Learned;

public sealed class LearningTests
{
    private const int Clients = 100;
    private const int RowsOfClient = 3;

    // Raises by its direction, lowers by its direction, and one that may do either.
    private static readonly FeatureSet Features = new([.. new[] { "attendance.misses-in-a-row", "scheduling.bookings-ahead", "course.session-number" }.Select(Slot)]);

    [Fact]
    public void Importance_is_the_weighted_mean_of_contributions_without_their_sign()
    {
        var (rows, values) = Rows();
        var learned = Of(new Linear(.5, -.2, 0), rows, values);

        Assert.Equal(["attendance.misses-in-a-row", "scheduling.bookings-ahead"], learned.Features.Select(f => f.Code));
        var weights = rows.Weights.ToArray();
        var mean = Enumerable.Range(0, rows.Count).Sum(r => weights[r] * Math.Abs(2 * .5 * (values[r * 3] - 1))) / weights.Sum();
        Assert.Equal(mean, learned.Features[0].MeanAbsoluteLogOdds, 1e-12);
        Assert.InRange(mean, learned.Features[0].Ci!.Value.Lower, learned.Features[0].Ci!.Value.Upper);
        var family = learned.Families.Single(f => f.Family == "attendance");
        Assert.Equal(mean, family.MeanAbsoluteLogOdds, 1e-12);
        Assert.Equal((rows.Count, Clients), (learned.Rows, learned.Clients));
    }

    [Fact]
    public void What_the_model_does_not_read_costs_nothing_when_shuffled_and_what_it_reads_does()
    {
        var (rows, values) = Rows();
        var learned = Of(new Linear(.9, -.05, 0), rows, values);

        Assert.True(learned.Families.Single(f => f.Family == "attendance").AucLossCi!.Value.Lower > .05);
        Assert.Equal(0, learned.Families.Single(f => f.Family == "course").AucLoss);
        Assert.Equal(new ConfidenceInterval(0, 0), learned.Families.Single(f => f.Family == "course").AucLossCi);
    }

    [Fact]
    public void A_direction_that_is_broken_is_found_with_its_largest_step()
    {
        var (rows, values) = Rows();

        Assert.All(Of(new Linear(.5, -.2, .3), rows, values).Directions, d => Assert.Equal(0, d.LargestBreach));
        Assert.Equal(["attendance.misses-in-a-row", "scheduling.bookings-ahead"], Of(new Linear(.5, -.2, .3), rows, values).Directions.Select(d => d.Code));
        var broken = Of(new Linear(-.5, -.2, 0), rows, values).Directions.Single(d => d.LargestBreach > 0);
        Assert.Equal(("attendance.misses-in-a-row", "raise"), (broken.Code, broken.MayOnly));
        // From one value to the next, a step of 1, times the coefficient and the calibration's slope.
        Assert.Equal(1, broken.LargestBreach, 1e-12);
    }

    [Fact]
    public void Dependence_has_the_missing_apart_and_no_bin_of_few_clients()
    {
        var (rows, values) = Rows();
        // Ten clients have a value that nobody else has; thirty have none.
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows.Clients[row] < 10) values[row * 3] = 50;
            else if (rows.Clients[row] < 40) values[row * 3] = double.NaN;
        }

        var bins = Of(new Linear(.5, 0, 0), rows, values).Dependence.Single(d => d.Code == "attendance.misses-in-a-row").Bins;

        Assert.DoesNotContain(bins, b => b.To >= 50);
        Assert.Equal(90, Assert.Single(bins, b => b.From is null).Rows);
        Assert.All(bins.Where(b => b.From is not null), b => Assert.Equal(b.From, b.To));
        Assert.Equal([0, 1, 2, 3], bins.Where(b => b.From is not null).Select(b => b.From!.Value));
        Assert.Equal(2 * .5 * (3 - 1), bins.Single(b => b.From == 3).Mean, 1e-12);
    }

    [Fact]
    public void A_sample_has_all_rows_of_its_clients()
    {
        var (rows, _) = Rows();

        var kept = RowSample.Of(rows, 40, seed: 3);

        Assert.InRange(kept.Length, 38, 40);
        Assert.All(kept.GroupBy(row => rows.Clients[row]), g => Assert.Equal(RowsOfClient, g.Count()));
        Assert.Equal(kept.Order(), kept);
        Assert.NotEqual(kept, RowSample.Of(rows, 40, seed: 4));
        Assert.Equal(rows.Count, RowSample.Of(rows, rows.Count, seed: 3).Length);
    }

    [Fact]
    public void A_model_that_only_adds_has_no_interactions_and_trees_have_them()
    {
        var (rows, values) = Rows();

        Assert.Empty(Of(new Linear(.5, -.2, .3), rows, values).Interactions);
        // The other horizon is a product of models, whose interactions are not told.
        var learned = TrainedClinic.Model.Metrics.ByHorizon[28].Learned!;
        Assert.NotEmpty(learned.Interactions);
        Assert.All(learned.Interactions, i => Assert.True(i.MeanAbsoluteLogOdds > 0));
        Assert.All(TrainedClinic.Model.Metrics.ByHorizon.Values.SelectMany(r => r.Learned!.Directions), d => Assert.Equal(0, d.LargestBreach));
    }

    private static LearnedModel Of(IRiskModel model, ScoredRows rows, double[] values)
    {
        var head = new ModelHead
        {
            HorizonDays = 28,
            Model = model,
            Calibration = new AffineCalibration(.1, 2),
            BaseRate = .2,
            Bands = new RiskBands(.1, .2, .3),
            Percentiles = new PercentileGrid([.. Enumerable.Range(0, 101).Select(i => i / 100.0)]),
            Rules = [],
        };
        var predicted = rows.WithProbabilities([.. Enumerable.Range(0, rows.Count).Select(row => head.Probability(values.AsSpan(row * 3, 3)))]);
        return Learning.Of(head, Features, predicted, values, new EvaluationOptions { BootstrapRepeats = 40, Seed = 1 }, CancellationToken.None)!;
    }

    /// <summary>Three rows a client; who missed more is likelier to leave.</summary>
    private static (ScoredRows Rows, double[] Values) Rows()
    {
        var count = Clients * RowsOfClient;
        var random = new SplitMix64(9);
        var (values, labels, weights) = (new double[count * 3], new byte[count], new double[count]);
        for (var row = 0; row < count; row++)
        {
            values[row * 3] = random.NextBelow(4);
            values[(row * 3) + 1] = random.NextBelow(3);
            values[(row * 3) + 2] = random.NextBelow(10);
            labels[row] = (byte)(random.NextBelow(8) < 1 + (2 * values[row * 3]) ? 1 : 0);
            weights[row] = 1 + (random.NextBelow(3) / 2.0);
        }

        return (TestRows.Of(new double[count], labels, weights, [.. Enumerable.Range(0, count).Select(row => row / RowsOfClient)]), values);
    }

    private static FeatureSlot Slot(string code) => new(FeatureCatalogue.All.Single(f => f.Code == code), categories: null);
}
