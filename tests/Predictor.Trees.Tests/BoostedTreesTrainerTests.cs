using System.Text.Json;
using Xunit;

namespace Predictor.Trees.Tests;

public class BoostedTreesTrainerTests
{
    private static readonly BoostingOptions Options = new() { Trees = 20, Leaves = 8, RowShare = 0.7, ColumnShare = 0.75, Threads = 1 };

    [Fact]
    public void The_result_has_the_same_bits_at_any_number_of_threads_and_for_any_order_of_the_rows()
    {
        // Enough rows and columns for work to be shared at all.
        var rows = Wide(30_000, 12);
        var (learn, judge) = (rows.All[..20_000], rows.All[20_000..]);
        var options = Options with { Trees = 6 };
        var expected = rows.Train(options, learn, judge);
        foreach (var threads in new[] { 2, 5, 0 })
        {
            var result = rows.Train(options with { Threads = threads }, learn, judge);
            Assert.Equal(Json(expected), Json(result));
            Assert.Equal(expected.ValidationLoss, result.ValidationLoss);
        }

        Assert.Equal(Json(expected), Json(rows.Train(options, [.. learn.Reverse()], [.. judge.Reverse()])));
        Assert.NotEqual(Json(expected), Json(rows.Train(options with { Seed = 2 }, learn, judge)));
    }

    [Fact]
    public void Trees_learn_what_there_is_to_learn()
    {
        var rows = TestTable.Of(1, 4_000);
        var result = rows.Train(Options with { Trees = 60 }, rows.All[..2_000], rows.All[2_000..]);
        Assert.True(result.ValidationLoss[result.BestRounds] < result.ValidationLoss[0] - 0.05);
    }

    [Fact]
    public void A_weight_of_two_is_a_row_that_stands_there_twice()
    {
        var rows = TestTable.Of(3, 600);
        int[] twice = [.. rows.All, .. rows.All.Where(r => r % 3 == 0)];
        var weighted = rows with { Weights = [.. rows.All.Select(r => r % 3 == 0 ? 2.0 : 1.0)] };
        var repeated = rows with
        {
            Values = [.. twice.SelectMany(r => rows.Row(r).ToArray())],
            Labels = [.. twice.Select(r => rows.Labels[r])],
            Weights = [.. twice.Select(_ => 1.0)],
        };
        // Limits count rows, and without many bins the cuts follow the rows.
        var options = new BoostingOptions { Trees = 15, Leaves = 6, MinimumChildRows = 1, MinimumChildWeight = 5, Bins = 255 };
        var few = (TestTable t) => t with { Values = [.. t.Values.Select(v => Math.Round(v, 1))] };

        var (a, b) = (few(weighted).Train(options).Ensemble, few(repeated).Train(options).Ensemble);

        Assert.All(rows.All, r => Assert.Equal(a.Score(rows.Row(r)), b.Score(rows.Row(r)), 1e-9));
    }

    [Fact]
    public void The_validation_loss_is_the_weighted_mean_log_loss_of_the_first_trees()
    {
        var rows = TestTable.Of(4, 500);
        var judge = rows.All[300..];
        var result = rows.Train(Options, rows.All[..300], judge);

        Assert.Equal(21, result.ValidationLoss.Count);
        for (var rounds = 0; rounds <= 20; rounds++)
        {
            var first = result.Ensemble.First(rounds);
            var loss = judge.Sum(r => rows.Weights[r] * Math.Log(1 + Math.Exp((rows.Labels[r] == 1 ? -1 : 1) * first.Score(rows.Row(r))))) / judge.Sum(r => rows.Weights[r]);
            Assert.Equal(loss, result.ValidationLoss[rounds], 1e-12);
        }
    }

    [Fact]
    public void Boosting_stops_when_the_loss_has_not_fallen_for_the_rounds_asked_for()
    {
        var rows = TestTable.Of(5, 400);
        var options = Options with { Trees = 400, LearningRate = 0.3, MinimumChildRows = 2, EarlyStoppingRounds = 7 };

        var result = rows.Train(options, rows.All[..250], rows.All[250..]);

        Assert.InRange(result.BestRounds, 1, 200);
        Assert.Equal(result.BestRounds + 7, result.Ensemble.Trees.Count);
        Assert.Equal(result.ValidationLoss.Min(), result.ValidationLoss[result.BestRounds]);
        Assert.Equal(result.ValidationLoss.Index().MinBy(l => l.Item).Index, result.BestRounds);
        Assert.Equal(400, rows.Train(options with { EarlyStoppingRounds = 0 }, rows.All[..250], rows.All[250..]).Ensemble.Trees.Count);
    }

    [Fact]
    public void Without_rows_to_judge_by_all_trees_are_the_best()
    {
        var result = TestTable.Of(6, 200).Train(Options with { EarlyStoppingRounds = 1 });
        Assert.Equal(20, result.BestRounds);
        Assert.Equal(20, result.Ensemble.Trees.Count);
        Assert.Empty(result.ValidationLoss);
    }

    [Fact]
    public void The_score_before_the_first_tree_is_the_log_odds_of_the_weighted_share()
    {
        var rows = TestTable.Of(7, 100);
        var share = rows.All.Sum(r => rows.Weights[r] * rows.Labels[r]) / rows.Weights.Sum();
        Assert.Equal(Math.Log(share / (1 - share)), rows.Train(Options).Ensemble.BaseScore, 1e-12);
    }

    [Fact]
    public void The_baseline_is_the_weighted_mean_score_of_all_training_rows_drawn_or_not() => TestTable.Holds(300, rows =>
    {
        var learn = rows.All[..250];
        var ensemble = rows.Train(Options with { RowShare = 0.5 }, learn, rows.All[250..]).Ensemble;
        Assert.Equal(learn.Sum(r => rows.Weights[r] * ensemble.Score(rows.Row(r))) / learn.Sum(r => rows.Weights[r]), ensemble.BaselineScore, 1e-9);
    });

    [Fact]
    public void A_column_that_only_misses_can_be_split_by_that_and_constant_ones_never()
    {
        double[] values = [.. Enumerable.Range(0, 200).SelectMany(i => new[] { i % 2 == 0 ? double.NaN : 1, 7, double.NaN })];
        byte[] labels = [.. Enumerable.Range(0, 200).Select(i => (byte)(i % 2 == 0 && i % 10 != 0 ? 1 : 0))];
        var rows = new TestTable([new("sometimes"), new("constant"), new("never")], values, labels, [.. labels.Select(_ => 1.0)]);

        var ensemble = rows.Train(new BoostingOptions { Trees = 10 }).Ensemble;

        Assert.All(ensemble.Trees, t => Assert.Equal([0, -1, -1], t.Column));
        Assert.True(ensemble.Score([double.NaN, 7, double.NaN]) > ensemble.Score([1, 7, double.NaN]) + 1);
    }

    [Fact]
    public void Where_there_is_nothing_to_split_the_score_is_the_base_rate()
    {
        var rows = new TestTable([new("constant")], [1, 1, 1], [0, 1, 0], [1, 1, 1]);
        var ensemble = rows.Train(Options).Ensemble;
        Assert.Equal(Math.Log(0.5), ensemble.Score([1]), 1e-12);
        Assert.Equal(ensemble.Score([1]), ensemble.BaselineScore, 1e-12);
    }

    [Fact]
    public void Two_rows_are_enough()
    {
        var rows = new TestTable([new("x")], [1, 2], [0, 1], [1, 1]);
        var ensemble = rows.Train(new BoostingOptions { MinimumChildRows = 1, MinimumChildWeight = 0.01 }).Ensemble;
        Assert.True(ensemble.Score([2]) > 0 && ensemble.Score([1]) < 0);
    }

    [Fact]
    public void Rows_that_cannot_be_learned_from_are_refused()
    {
        var rows = TestTable.Of(8, 10);
        Refused("0 of 1 rows to learn from have label 1; expected some of each label.", rows, [0]);
        Refused("1 of 1 rows to learn from have label 1", rows, [1]);
        Refused("0 of 0 rows", rows, []);
        Refused("Row 10; expected 0 to 9.", rows, [0, 10]);
        Refused("Row -1; expected 0 to 9.", rows, [0, 1], [-1]);
        Refused("Row 1 is named twice", rows, [0, 1, 1]);
        Refused("Row 1 is named twice", rows, [0, 1], [1]);
        Refused("9 labels for 10 rows", rows with { Labels = rows.Labels[1..] }, [0, 1], table: rows.Binned());
        Refused("9 weights for 10 rows", rows with { Weights = rows.Weights[1..] }, [0, 1]);
        Refused("Label 2 in row 1; expected 0 or 1.", rows with { Labels = [0, 2, 1, 0, 0, 0, 0, 0, 0, 0] }, [0, 1, 2]);
        foreach (var weight in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Refused(FormattableString.Invariant($"Weight {weight} in row 0; expected a positive finite number."), rows with { Weights = [weight, .. rows.Weights[1..]] }, [0, 1]);
    }

    [Fact]
    public void A_cancelled_training_ends_soon()
    {
        var rows = TestTable.Of(9, 500);
        using var source = new CancellationTokenSource();
        var told = 0;
        var progress = new Told(_ =>
        {
            if (++told == 2) source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => new BoostedTreesTrainer(Options with { Trees = 1_000 }).Train(rows.Binned(), rows.Labels, rows.Weights, rows.All, [], progress, source.Token));
        Assert.Equal(2, told);
    }

    [Fact]
    public void Progress_is_told_ten_times_and_with_the_loss()
    {
        var rows = TestTable.Of(10, 300);
        var told = new List<string>();
        new BoostedTreesTrainer(Options with { Trees = 50, EarlyStoppingRounds = 0 }).Train(rows.Binned(), rows.Labels, rows.Weights, rows.All[..200], rows.All[200..], new Told(told.Add), default);
        Assert.Equal(10, told.Count);
        Assert.StartsWith("5 of at most 50 trees: loss 0.", told[0]);
    }

    private static void Refused(string message, TestTable rows, int[] learn, int[]? judge = null, BinnedTable? table = null) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() =>
            new BoostedTreesTrainer(Options).Train(table ?? rows.Binned(), rows.Labels, rows.Weights, learn, judge ?? [], null, default)).Message);

    private static string Json(BoostingResult result) => JsonSerializer.Serialize(result.Ensemble.Data);

    private static TestTable Wide(int rows, int columns)
    {
        var random = new Random(rows);
        double[] values = [.. Enumerable.Range(0, rows * columns).Select(i => i % 7 == 0 ? double.NaN : i % 5 == 0 ? random.Next(3) : random.NextDouble())];
        byte[] labels = [.. Enumerable.Range(0, rows).Select(r => (byte)(random.NextDouble() * 2 < values[r * columns + 1] ? 1 : 0))];
        return new TestTable([.. Enumerable.Range(0, columns).Select(c => new TreeColumn($"x{c}"))], values, labels, [.. labels.Select(_ => 0.5 + random.NextDouble())]);
    }

    private sealed class Told(Action<string> action) : IProgress<string>
    {
        public void Report(string value) => action(value);
    }
}
