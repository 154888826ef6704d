using System.Text.Json;
using Xunit;

namespace Predictor.Trees.Tests.Additive;

public class AdditiveBoostingTests
{
    private static readonly AdditiveOptions Options = new() { Pairs = 2, PairBins = 12, Threads = 1 };

    [Fact]
    public void Curves_are_found_as_they_are()
    {
        var rows = AdditiveRows.Of(1, 40_000, hasPair: false);
        var fit = rows.Fit(Options with { Pairs = 0, LearningRate = 0.1 });
        for (var column = 0; column < 6; column++)
        {
            double[] values = column == 5 ? [0, 1, 2, 3] : [.. Enumerable.Range(0, 80).Select(i => -1.975 + (i * 0.05))];
            if (column == 0) values = [.. values, double.NaN];
            var errors = values.Select(value =>
            {
                double[] row = [0, 0, 0, 0, 0, 0];
                row[column] = value;
                return fit.Model.Ensemble.Score(row) - AdditiveRows.Curve(column, value);
            }).ToArray();
            // A curve is known up to a constant.
            var mean = errors.Average();
            Assert.InRange(Math.Sqrt(errors.Average(e => (e - mean) * (e - mean))), 0, 0.12);
        }

        var noise = fit.Data.Shapes.Single(s => s.Axis.Feature == "noise");
        Assert.All(noise.Values, v => Assert.InRange(v, -0.1, 0.1));
    }

    [Fact]
    public void A_planted_pair_is_found_and_its_table_is_what_was_planted()
    {
        var fit = AdditiveRows.Of(2, 20_000, hasPair: true).Fit(Options);
        var pair = fit.Data.Pairs[0];
        Assert.Equal(("c", "d"), (pair.First.Feature, pair.Second.Feature));
        Assert.True(fit.LogLoss < fit.LogLossWithoutPairs - 0.05);
        double Score(double c, double d) => fit.Model.Ensemble.Score([0, 0, c, d, 0, 0]);
        var contrast = Score(1, 1) - Score(1, -1) - Score(-1, 1) + Score(-1, -1);
        Assert.Equal(2 * AdditiveRows.PlantedEffect, contrast, 0.5);
    }

    [Fact]
    public void Pairs_that_help_nothing_are_left_out()
    {
        var rows = AdditiveRows.Of(3, 10_000, hasPair: false);
        var (fit, alone) = (rows.Fit(Options), rows.Fit(Options with { Pairs = 0 }));
        Assert.Empty(fit.Data.Pairs);
        Assert.Equal(0, fit.PairRounds);
        Assert.Equal(alone.LogLoss, fit.LogLoss, 1e-4);
    }

    [Fact]
    public void A_model_without_pairs_has_no_interaction_at_all()
    {
        var rows = TestTable.Of(4, 3_000);
        var ensemble = rows.Fit(Options with { Pairs = 0 }).Model.Ensemble;
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            double[] x = [.. rows.Row(random.Next(rows.RowCount))];
            double[] y = [.. rows.Row(random.Next(rows.RowCount))];
            var column = random.Next(4);
            // Taking one column from the other row moves the score by the same wherever it is done.
            double[] xMoved = [.. x];
            double[] yMoved = [.. y];
            (xMoved[column], yMoved[column]) = (y[column], x[column]);
            Assert.Equal(ensemble.Score(x) - ensemble.Score(xMoved), ensemble.Score(yMoved) - ensemble.Score(y));
        }
    }

    [Fact]
    public void A_direction_is_kept_to_the_bit_whatever_the_rows_say()
    {
        TestTable.HoldsForSeeds(
            seed =>
            {
                var direction = seed % 2 == 0 ? 1 : -1;
                var rows = TestTable.Of(seed, 500, direction);
                // The few values have a direction, too, so that pairs with one and with two directions come up.
                rows = rows with { Columns = [rows.Columns[0], rows.Columns[1] with { Direction = -direction }, .. rows.Columns.Skip(2)] };
                var ensemble = rows.Fit(Options with { Pairs = 4, MinimumGain = 1, MinimumChildRows = 5 }, folds: 3).Model.Ensemble;
                Assert.NotEmpty(ensemble.Trees);
                for (var r = 0; r < 40; r++)
                {
                    double[] row = [.. rows.Row(r)];
                    HoldsAlong(ensemble, row, TestTable.Number, [.. Enumerable.Range(0, 90).Select(i => -2.2 + (i * 0.05))], direction);
                    HoldsAlong(ensemble, [.. rows.Row(r)], TestTable.Few, [-1, 0, 1, 2, 3, 4], -direction);
                }
            },
            8);

        static void HoldsAlong(TreeEnsemble ensemble, double[] row, int column, double[] values, int direction)
        {
            var before = double.NegativeInfinity * direction;
            foreach (var value in values)
            {
                row[column] = value;
                var score = ensemble.Score(row);
                Assert.True((direction > 0 && score >= before) || (direction < 0 && score <= before), $"{before:R} then {score:R} at {value}");
                before = score;
            }
        }
    }

    [Fact]
    public void The_result_has_the_same_bits_at_any_number_of_threads()
    {
        var rows = TestTable.Of(6, 2_000);
        var expected = rows.Fit(Options);
        foreach (var threads in new[] { 2, 5, 0 })
        {
            var result = rows.Fit(Options with { Threads = threads });
            Assert.Equal(Json(expected), Json(result));
            Assert.Equal(expected.OutOfFoldScores, result.OutOfFoldScores);
        }
    }

    [Fact]
    public void The_order_of_the_rows_does_not_change_a_bit()
    {
        var rows = TestTable.Of(7, 1_500);
        var order = rows.All;
        new Random(8).Shuffle(order);
        var shuffled = rows with
        {
            Values = [.. order.SelectMany(r => rows.Row(r).ToArray())],
            Labels = [.. order.Select(r => rows.Labels[r])],
            Weights = [.. order.Select(r => rows.Weights[r])],
        };
        var folds = rows.All.Select(r => r / 2 % 4).ToArray();

        var one = AdditiveBoosting.Fit(Options, rows.Binned(), rows.Labels, rows.Weights, folds, null, default);
        var other = AdditiveBoosting.Fit(Options, shuffled.Binned(), shuffled.Labels, shuffled.Weights, [.. order.Select(r => folds[r])], null, default);

        Assert.Equal(Json(one), Json(other));
        Assert.Equal(order.Select(r => one.OutOfFoldScores[r]), other.OutOfFoldScores);
    }

    [Fact]
    public void The_order_of_the_columns_changes_no_more_than_where_the_steps_end()
    {
        var rows = AdditiveRows.Of(9, 8_000, hasPair: true);
        var reversed = rows with
        {
            Columns = [.. rows.Columns.Reverse()],
            Values = [.. rows.All.SelectMany(r => rows.Row(r).ToArray().Reverse())],
        };
        var (one, other) = (rows.Fit(Options), reversed.Fit(Options));
        Assert.Equal(one.LogLoss, other.LogLoss, 0.002);
        Assert.All(rows.All.Take(300), r => Assert.Equal(one.Model.Ensemble.Score(rows.Row(r)), other.Model.Ensemble.Score(reversed.Row(r)), 0.25));
    }

    [Fact]
    public void A_weight_of_two_is_a_row_that_stands_there_twice()
    {
        var rows = TestTable.Of(10, 1_200);
        rows = rows with { Values = [.. rows.Values.Select(v => Math.Round(v, 1))], Weights = [.. rows.All.Select(r => r % 3 == 0 ? 2.0 : 1.0)] };
        int[] twice = [.. rows.All, .. rows.All.Where(r => r % 3 == 0)];
        var repeated = rows with
        {
            Values = [.. twice.SelectMany(r => rows.Row(r).ToArray())],
            Labels = [.. twice.Select(r => rows.Labels[r])],
            Weights = [.. twice.Select(_ => 1.0)],
        };
        // Limits count rows.
        var options = Options with { MinimumChildRows = 1, MinimumChildWeight = 5, Rounds = 12, EarlyStoppingRounds = 0, Pairs = 1 };
        var weighted = AdditiveBoosting.Fit(options, rows.Binned(), rows.Labels, rows.Weights, [.. rows.All.Select(r => r % 4)], null, default);
        var doubled = AdditiveBoosting.Fit(options, repeated.Binned(), repeated.Labels, repeated.Weights, [.. twice.Select(r => r % 4)], null, default);
        Assert.True(doubled.OutOfFoldScores.Max() > doubled.OutOfFoldScores.Min() + 1);
        // Gradients are rounded to a part of the largest weight.
        Assert.All(rows.All, r => Assert.Equal(weighted.OutOfFoldScores[r], doubled.OutOfFoldScores[r], 2e-3));
    }

    [Fact]
    public void A_row_is_scored_out_of_fold_by_a_model_that_has_not_seen_it()
    {
        var rows = AdditiveRows.Of(11, 4_000, hasPair: true);
        var options = Options with { Rounds = 10, EarlyStoppingRounds = 0, LearningRate = 0.1 };
        // Turning some labels of fold 0 is nothing that its own model could know, neither its curves nor its pairs.
        var turned = rows with { Labels = [.. rows.All.Select(r => r % 20 == 0 ? (byte)(1 - rows.Labels[r]) : rows.Labels[r])] };
        var (before, after) = (rows.Fit(options), turned.Fit(options));
        Assert.Equal((10, 10), (before.Rounds, before.PairRounds));
        Assert.Equal((10, 10), (after.Rounds, after.PairRounds));
        Assert.All(rows.All.Where(r => r / 2 % 5 == 0), r => Assert.Equal(before.OutOfFoldScores[r], after.OutOfFoldScores[r]));
        Assert.Contains(rows.All.Where(r => r / 2 % 5 != 0), r => before.OutOfFoldScores[r] != after.OutOfFoldScores[r]);
    }

    [Fact]
    public void The_log_loss_is_that_of_the_out_of_fold_scores()
    {
        var rows = TestTable.Of(12, 1_000);
        var fit = rows.Fit(Options);
        var loss = rows.All.Sum(r => rows.Weights[r] * Math.Log(1 + Math.Exp((rows.Labels[r] == 1 ? -1 : 1) * fit.OutOfFoldScores[r]))) / rows.Weights.Sum();
        Assert.Equal(loss, fit.LogLoss, 1e-5);
    }

    [Fact]
    public void What_is_missing_and_what_no_row_showed_have_values_of_their_own()
    {
        var rows = AdditiveRows.Of(13, 10_000, hasPair: false);
        var ensemble = rows.Fit(Options with { Pairs = 0 }).Model.Ensemble;
        double Score(double a, double kind) => ensemble.Score([a, 0, 0, 0, 0, kind]);
        Assert.Equal(0.7, Score(double.NaN, 0) - Score(0, 0), 0.25);
        // A code beyond the column's is as one that is missing, and where nothing is missing the mean is assumed.
        Assert.Equal(Score(0, double.NaN), Score(0, 17));
        Assert.InRange(Score(0, double.NaN), Score(0, 3), Score(0, 1));
    }

    [Fact]
    public void Work_is_cancelled_and_bad_input_refused()
    {
        var rows = TestTable.Of(14, 400);
        using var source = new CancellationTokenSource();
        var told = new Told(_ => source.Cancel());
        Assert.Throws<OperationCanceledException>(() => AdditiveBoosting.Fit(Options, rows.Binned(), rows.Labels, rows.Weights, [.. rows.All.Select(r => r % 2)], told, source.Token));
        Refused("399 folds for 400 rows", [.. rows.All.Skip(1).Select(r => r % 2)]);
        Refused("There is one fold; expected at least two.", new int[400]);
        Refused("Fold 1 has no rows", [.. rows.All.Select(r => r % 2 * 2)]);
        Assert.Contains("Leaves is 1; expected at least 2. PairBins is 99", Assert.Throws<ArgumentException>(() => rows.Fit(Options with { Leaves = 1, PairBins = 99 })).Message);

        void Refused(string message, int[] folds) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() =>
            AdditiveBoosting.Fit(Options, rows.Binned(), rows.Labels, rows.Weights, folds, null, default)).Message);
    }

    private static string Json(AdditiveBoosting fit) => JsonSerializer.Serialize(fit.Data);

    private sealed class Told(Action<string> action) : IProgress<string>
    {
        public void Report(string value) => action(value);
    }
}
