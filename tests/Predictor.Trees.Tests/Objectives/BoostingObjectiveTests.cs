using System.Text.Json;
using Xunit;

namespace Predictor.Trees.Tests.Objectives;

public class BoostingObjectiveTests
{
    public static TheoryData<string, double[]> Objectives => new()
    {
        { nameof(BoostingObjective.LogLoss), [0, 1] },
        { nameof(BoostingObjective.SquaredError), [-3.5, 0, 12] },
        { nameof(BoostingObjective.DiscreteHazard), [0, 1] },
    };

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Derivatives_are_the_slopes_of_the_loss_and_of_its_slope(string name, double[] targets)
    {
        var objective = Named(name);
        foreach (var target in targets)
        {
            for (var score = -14.0; score <= 3; score += 0.37)
            {
                const double Step = 1e-4;
                var (gradient, curvature) = Derivatives(objective, score, target);
                Assert.Equal((Loss(objective, score + Step, target) - Loss(objective, score - Step, target)) / (2 * Step), gradient, 1e-6 * (1 + Math.Abs(gradient)));
                var slope = (Derivatives(objective, score + Step, target).Gradient - Derivatives(objective, score - Step, target).Gradient) / (2 * Step);
                Assert.Equal(slope, curvature, 1e-6 * (1 + curvature));
                if (objective.Bounds is { } bounds) Assert.True(Math.Abs(gradient) <= bounds.Gradient && curvature <= bounds.Curvature);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void The_base_score_has_the_least_loss_of_all_constants(string name, double[] targets)
    {
        var objective = Named(name);
        var at = objective.BaseScore(targets.Average());
        double Total(double score) => targets.Sum(t => Loss(objective, score, t));
        Assert.True(Total(at) < Total(at + 0.01) && Total(at) < Total(at - 0.01));
    }

    [Fact]
    public void One_deep_step_on_squared_errors_reaches_the_mean_of_each_leaf()
    {
        var rows = TestTable.Of(3, 400);
        double[] targets = [.. rows.All.Select(r => 100 + 20 * rows.Row(r)[TestTable.Number])];
        var options = new BoostingOptions { Objective = BoostingObjective.SquaredError, Trees = 1, LearningRate = 1, L2 = 0, Leaves = 6 };
        var ensemble = Train(rows, options, targets).Ensemble;
        foreach (var leaf in rows.All.GroupBy(r => ensemble.Score(rows.Row(r))))
            Assert.Equal(leaf.Sum(r => rows.Weights[r] * targets[r]) / leaf.Sum(r => rows.Weights[r]), leaf.Key, 1e-6);
        Assert.Equal(6, ensemble.Trees[0].Column.Count(c => c == TreeData.Leaf));
    }

    [Fact]
    public void Hazards_of_a_leaf_are_the_shares_of_its_intervals_with_the_event()
    {
        var rows = TestTable.Of(4, 1_000) with { Weights = [.. Enumerable.Repeat(1.0, 1_000)] };
        var options = new BoostingOptions { Objective = BoostingObjective.DiscreteHazard, Trees = 400, LearningRate = 0.3, L2 = 0, Leaves = 2, MaxDepth = 1, MinimumChildWeight = 0.1 };
        double[] split = [.. rows.All.SelectMany(r => new[] { (double)(r % 2) })];
        var ensemble = Train(new TestTable([new("half")], split, rows.Labels, rows.Weights), options, [.. rows.Labels.Select(l => (double)l)]).Ensemble;
        foreach (var half in rows.All.GroupBy(r => r % 2))
            Assert.Equal(half.Average(r => rows.Labels[r]), 1 - Math.Exp(-Math.Exp(ensemble.Score([half.Key]))), 1e-6);
    }

    [Fact]
    public void A_loss_that_knows_no_bounds_comes_to_the_same_trees()
    {
        var rows = TestTable.Of(5, 600);
        var options = new BoostingOptions { Trees = 10, Leaves = 6 };
        double[] targets = [.. rows.Labels.Select(l => (double)l)];
        var (known, unknown) = (Train(rows, options, targets).Ensemble, Train(rows, options with { Objective = new Unbounded() }, targets).Ensemble);
        Assert.All(rows.All, r => Assert.Equal(known.Score(rows.Row(r)), unknown.Score(rows.Row(r)), 1e-9));
    }

    [Fact]
    public void Targets_and_derivatives_that_make_no_sense_are_refused()
    {
        var rows = TestTable.Of(6, 60);
        double[] targets = [.. rows.Labels.Select(l => (double)l)];
        targets[7] = 0.5;
        Refused<ArgumentException>("Label 0.5 in row 7; expected 0 or 1.", () => Train(rows, new BoostingOptions(), targets));
        targets[7] = double.NaN;
        Refused<ArgumentException>("Label NaN in row 7; expected a finite number.", () => Train(rows, new BoostingOptions { Objective = BoostingObjective.SquaredError }, targets));
        Refused<ArithmeticException>("gradient NaN", () => Train(rows, new BoostingOptions { Objective = new Unbounded(double.NaN), Trees = 1 }, [.. rows.Labels.Select(l => (double)l)]));
    }

    [Fact]
    public void A_start_takes_whole_rows_only()
    {
        var none = new TreeEnsemble(new TreeEnsembleData(0, []), []);

        Assert.Empty(BoostingStart.Of(none, Array.Empty<double>(), 1, default).Scores);
        Assert.Equal("1 values; expected 0 a row. (Parameter 'rowMajorValues')", Assert.Throws<ArgumentException>(() => BoostingStart.Of(none, new double[1], 1, default)).Message);
        var two = new TreeEnsemble(new TreeEnsembleData(0, []), [new("a"), new("b")]);
        Assert.Equal("3 values; expected 2 a row. (Parameter 'rowMajorValues')", Assert.Throws<ArgumentException>(() => BoostingStart.Of(two, new double[3], 1, default)).Message);
    }

    [Fact]
    public void Going_on_is_as_never_having_stopped()
    {
        var rows = TestTable.Of(7, 700);
        var options = new BoostingOptions { Trees = 20, Leaves = 6, RowShare = 0.7, ColumnShare = 0.75 };
        var whole = rows.Train(options).Ensemble;
        var half = rows.Train(options with { Trees = 8 }).Ensemble;
        var start = BoostingStart.Of(half, rows.Values, 1, default);
        var result = new BoostedTreesTrainer(options).Train(rows.Binned(), [.. rows.Labels.Select(l => (double)l)], rows.Weights, rows.All, [], start, null, default);
        Assert.Equal(JsonSerializer.Serialize(whole.Data), JsonSerializer.Serialize(result.Ensemble.Data));
        Assert.Equal(20, result.BestRounds);

        var judged = new BoostedTreesTrainer(options with { LearningRate = 0.9, EarlyStoppingRounds = 3, Trees = 300 })
            .Train(rows.Binned(), [.. rows.Labels.Select(l => (double)l)], rows.Weights, rows.All[..300], rows.All[300..], start, null, default);
        Assert.Equal(judged.ValidationLoss.Min(), judged.ValidationLoss[judged.BestRounds - 8]);
        Assert.Equal(judged.BestRounds + 3, judged.Ensemble.Trees.Count);
        Refused<ArgumentException>("The trees to go on from have scored 699 rows; expected the table's 700.", () =>
            new BoostedTreesTrainer(options).Train(rows.Binned(), [.. rows.Labels.Select(l => (double)l)], rows.Weights, rows.All, [], BoostingStart.Of(half, rows.Values.AsMemory(4), 1, default), null, default));
    }

    private static BoostingObjective Named(string name) => (BoostingObjective)typeof(BoostingObjective).GetProperty(name)!.GetValue(null)!;

    private static BoostingResult Train(TestTable rows, BoostingOptions options, double[] targets) =>
        new BoostedTreesTrainer(options).Train(rows.Binned(), targets, rows.Weights, rows.All, [], null, null, default);

    private static (double Gradient, double Curvature) Derivatives(BoostingObjective objective, double score, double target)
    {
        double[] gradient = [0], curvature = [0];
        objective.Derivatives([score], [target], gradient, curvature);
        return (gradient[0], curvature[0]);
    }

    private static double Loss(BoostingObjective objective, double score, double target)
    {
        double[] loss = [0];
        objective.Losses([score], [target], loss);
        return loss[0];
    }

    private static void Refused<T>(string message, Action action)
        where T : Exception => Assert.Contains(message, Assert.ThrowsAny<T>(action).Message);

    /// <summary>The log loss as someone else may write it.</summary>
    private sealed class Unbounded(double factor = 1) : BoostingObjective
    {
        public override bool HasLabels => true;

        public override double BaseScore(double mean) => LogLoss.BaseScore(mean);

        public override string? Expected(double target) => LogLoss.Expected(target);

        public override void Derivatives(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets, Span<double> gradients, Span<double> curvatures)
        {
            LogLoss.Derivatives(scores, targets, gradients, curvatures);
            for (var i = 0; i < scores.Length; i++) gradients[i] *= factor;
        }

        public override void Losses(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets, Span<double> losses) => LogLoss.Losses(scores, targets, losses);
    }
}
