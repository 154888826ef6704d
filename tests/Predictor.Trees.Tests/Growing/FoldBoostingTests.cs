using Xunit;

namespace Predictor.Trees.Tests.Growing;

public class FoldBoostingTests
{
    private static readonly TestTable Rows = TestTable.Of(12, 600);
    private static readonly int[] Folds = [.. Rows.All.Select(r => r / 2 % 3)];
    private static readonly BoostingOptions Options = new() { Trees = 300, Leaves = 6, LearningRate = 0.2, MinimumChildRows = 5, EarlyStoppingRounds = 12, RowShare = 0.8 };

    [Fact]
    public void The_number_of_trees_is_the_one_at_which_the_common_loss_of_all_folds_is_least()
    {
        var folds = Grow(Options);

        // Each fold by itself, to the end.
        var losses = Enumerable.Range(0, 3).Select(fold => Train(fold, Options with { Trees = folds.Rounds + 12, EarlyStoppingRounds = 0 }).ValidationLoss).ToArray();
        var shares = Enumerable.Range(0, 3).Select(fold => Rows.All.Where(r => Folds[r] == fold).Sum(r => Rows.Weights[r])).ToArray();
        var common = Enumerable.Range(0, folds.Rounds + 13).Select(round => Enumerable.Range(0, 3).Sum(f => shares[f] * losses[f][round]) / shares.Sum()).ToArray();
        Assert.InRange(folds.Rounds, 2, 200);
        Assert.Equal(common.Min(), common[folds.Rounds], 1e-15);
        Assert.Equal(common[folds.Rounds], folds.LogLoss, 1e-15);
    }

    [Fact]
    public void Every_row_is_scored_by_the_trees_that_have_not_seen_its_fold()
    {
        var folds = Grow(Options);
        var scores = folds.OutOfFoldScores(Rows.Values, 2, default);
        for (var fold = 0; fold < 3; fold++)
        {
            var expected = Train(fold, Options with { Trees = folds.Rounds }).Ensemble;
            foreach (var r in Rows.All.Where(r => Folds[r] == fold)) Assert.Equal(expected.Score(Rows.Row(r)), scores[r]);
        }
    }

    [Fact]
    public void The_result_has_the_same_bits_at_any_number_of_threads()
    {
        var one = Grow(Options with { Threads = 1 });
        foreach (var threads in new[] { 2, 5, 0 })
        {
            var other = Grow(Options with { Threads = threads });
            Assert.Equal((one.Rounds, one.LogLoss), (other.Rounds, other.LogLoss));
            Assert.Equal(one.OutOfFoldScores(Rows.Values, 1, default), other.OutOfFoldScores(Rows.Values, threads, default));
        }
    }

    [Fact]
    public void Without_early_stopping_all_trees_are_tried()
    {
        var told = new List<string>();
        FoldBoosting.Grow(Options with { Trees = 45, EarlyStoppingRounds = 0 }, Rows.Binned(), Rows.Labels, Rows.Weights, Folds, new Told(told.Add), default);
        Assert.StartsWith("45 trees in each of 3 folds", told[^1]);
    }

    [Fact]
    public void With_some_folds_judged_the_others_are_learned_from_by_all_and_have_no_say()
    {
        var one = Judged(1);

        var loss = Train(0, Options with { Trees = one.Rounds + 12, EarlyStoppingRounds = 0 }).ValidationLoss;
        Assert.Equal(loss.Min(), one.LogLoss, 1e-15);
        Assert.Equal((Grow(Options).Rounds, Grow(Options).LogLoss), (Judged(3).Rounds, Judged(3).LogLoss));
        Assert.Contains("Only 1 of 3 folds", Assert.Throws<InvalidOperationException>(() => one.OutOfFoldScores(Rows.Values, 1, default)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Judged(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Judged(4));

        FoldBoosting Judged(int folds) => FoldBoosting.Grow(Options, Rows.Binned(), Rows.Labels, Rows.Weights, Folds, null, default, folds);
    }

    [Fact]
    public void Folds_that_make_no_sense_are_refused()
    {
        Refused("599 folds for 600 rows; expected one a row.", Folds[1..]);
        Refused("Fold -1; expected 0 or more.", [-1, .. Folds[1..]]);
        Refused("Fold 1 has no rows; expected some in each of the 3 folds.", [.. Folds.Select(f => f == 1 ? 0 : f)]);
        Assert.Contains("Leaves is 1", Assert.Throws<ArgumentException>(() => Grow(Options with { Leaves = 1 })).Message);
        Assert.Contains("2396 values", Assert.Throws<ArgumentException>(() => Grow(Options with { Trees = 1 }).OutOfFoldScores(Rows.Values[4..], 1, default)).Message);
    }

    private static FoldBoosting Grow(BoostingOptions options) => FoldBoosting.Grow(options, Rows.Binned(), Rows.Labels, Rows.Weights, Folds, null, default);

    private static BoostingResult Train(int fold, BoostingOptions options) =>
        Rows.Train(options, [.. Rows.All.Where(r => Folds[r] != fold)], [.. Rows.All.Where(r => Folds[r] == fold)]);

    private static void Refused(string message, int[] folds) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() =>
        FoldBoosting.Grow(Options, Rows.Binned(), Rows.Labels, Rows.Weights, folds, null, default)).Message);

    private sealed class Told(Action<string> action) : IProgress<string>
    {
        public void Report(string value) => action(value);
    }
}
