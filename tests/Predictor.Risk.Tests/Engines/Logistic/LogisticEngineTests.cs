using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Logistic;
using Predictor.Risk.Numerics;
using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Engines.Logistic;

public class LogisticEngineTests
{
    private static readonly LogisticSettings OnePenalty = new() { Penalties = [0.01], Tolerance = 1e-12, FoldTolerance = 1e-12 };

    // x = np.c_[a, b]; mean = np.average(x, axis=0, weights=w); sd = np.sqrt(np.average((x-mean)**2, axis=0, weights=w)); z = (x-mean)/sd
    // m = LogisticRegression(C=1/(0.01*w.sum()), solver='newton-cholesky', tol=1e-13).fit(z, y, sample_weight=w)
    // m.intercept_, m.coef_/sd
    [Fact]
    public void Straight_coefficients_are_those_of_scikit_learn()
    {
        var data = Model(Train(ReferenceData.Plain(), OnePenalty with { Bends = false, ClippedShare = 0 })).Data;

        Assert.Equal(-0.4494318804900727, data.BaselineLogOdds, 1e-9);
        Assert.Equal(2.850506154224037, Assert.Single(data.Terms[0].Ramps).Slope, 1e-9);
        Assert.Equal(-0.21869881097589572, Assert.Single(data.Terms[1].Ramps).Slope, 1e-9);
    }

    // As above with columns np.clip(v, knot, next knot) for a and b (knots: sorted values at round(q*(n-1)), q = .005 and .995, and at
    // .25, .5, .75 of the values between those), b's mean where i%6 == 0, i%3 == k for k = 0, 1, 2, and i%6 == 0, all standardised over
    // the rows that are not missing; m.intercept_, weighted log loss, m.decision_function(z)[[0, 1, 2, 50, 199]]
    [Fact]
    public void Bends_missing_values_and_categories_are_those_of_scikit_learn()
    {
        var rows = ReferenceData.Mixed();
        var model = Model(Train(rows, OnePenalty));

        Assert.Equal(-0.44264213733154245, model.BaselineLogOdds, 1e-9);
        Assert.Equal(0.5756893511647188, LogLoss(rows, model), 1e-9);
        double[] expected = [-1.8163410338181532, -0.31842902717159244, -1.5142449368473012, 0.5181270898748487, 0.7147751482939165];
        int[] at = [0, 1, 2, 50, 199];
        Assert.All(at.Zip(expected), pair => Assert.Equal(pair.Second, model.LogOdds(rows.Row(pair.First)), 1e-9));
    }

    [Fact]
    public void The_mean_log_odds_of_the_training_rows_is_the_baseline()
    {
        var rows = ReferenceData.Mixed();
        var model = Train(rows, OnePenalty).Model;
        var sum = Enumerable.Range(0, rows.RowCount).Sum(i => rows.Weights[i] * model.LogOdds(rows.Row(i)));
        Assert.Equal(model.BaselineLogOdds, sum / rows.Weights.Sum(), 1e-12);
    }

    [Fact]
    public void No_direction_from_the_optimum_lowers_the_penalised_loss()
    {
        var rows = ReferenceData.Mixed();
        var chunks = new OrderedChunks(1);
        var design = DesignLearner.Learn(rows, OnePenalty, chunks, default);
        var matrix = DesignMatrix.Of(rows, design, chunks, default);
        var objective = new RidgeObjective(rows, matrix, RowSelection.All(rows), chunks);
        var optimum = new RidgeSolver(objective, new SharedCurvature(), 1e-12).Solve(0.01, new double[design.Stride], default);

        double Loss(int column, double move)
        {
            var moved = (double[])optimum.Clone();
            moved[column] += move;
            return objective.Evaluate(moved, new double[design.Stride], default) + 0.005 * moved.Skip(1).Sum(c => c * c);
        }

        for (var c = 0; c < design.Columns.Count; c++)
        {
            Assert.Equal(0, (Loss(c, 1e-4) - Loss(c, -1e-4)) / 2e-4, 1e-8);
            Assert.True(Loss(c, 1e-2) > Loss(c, 0) && Loss(c, -1e-2) > Loss(c, 0));
        }
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        var rows = LargerRows(5_000);
        var one = Train(rows, new LogisticSettings { Penalties = [0.01], Threads = 1 });
        var many = Train(rows, new LogisticSettings { Penalties = [0.01], Threads = 7 });

        Assert.Equal(one.OutOfFoldLogOdds, many.OutOfFoldLogOdds);
        Assert.Equal(Json(one), Json(many));
    }

    /// <summary>The same on every x64 machine, whatever its vectors: also with DOTNET_EnableAVX2=0 or DOTNET_EnableHWIntrinsic=0.</summary>
    [Fact]
    public void Bits_are_those_of_the_first_run()
    {
        var result = Train(ReferenceData.Mixed(), new LogisticSettings());
        var hash = result.OutOfFoldLogOdds.Aggregate(17UL, (sum, x) => sum * 31 + BitConverter.DoubleToUInt64Bits(x));
        Assert.Equal("002C84ED9F1B3196", $"{hash:X16}");
    }

    [Fact]
    public void The_order_of_rows_does_not_matter()
    {
        var rows = ReferenceData.Mixed();
        var order = Enumerable.Range(0, rows.RowCount).OrderBy(i => i * 37 % 200).ToArray();
        var shuffled = Take(rows, order);

        var (plain, other) = (Train(rows, OnePenalty), Train(shuffled, OnePenalty));

        Assert.All(order.Select((from, to) => (from, to)), p =>
        {
            Assert.Equal(plain.OutOfFoldLogOdds[p.from], other.OutOfFoldLogOdds[p.to], 1e-9);
            Assert.Equal(plain.Model.LogOdds(rows.Row(p.from)), other.Model.LogOdds(rows.Row(p.from)), 1e-9);
        });
    }

    [Fact]
    public void A_weight_of_two_is_a_row_repeated()
    {
        // Bends and bounds are places among unweighted rows, so they are left out here.
        var settings = OnePenalty with { Bends = false, ClippedShare = 0 };
        var rows = ReferenceData.Mixed() with { Weights = [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? 2.0 : 1.0)] };
        var repeated = Take(rows, [.. Enumerable.Range(0, 200).SelectMany(i => Enumerable.Repeat(i, i % 3 == 0 ? 2 : 1))]);
        repeated = repeated with { Weights = [.. repeated.Weights.Select(_ => 1.0)] };

        var (weighted, plain) = (Train(rows, settings).Model, Train(repeated, settings).Model);

        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(weighted.LogOdds(rows.Row(i)), plain.LogOdds(rows.Row(i)), 1e-9));
    }

    // With the tolerance at its default both fits end within a distance of 1e-6 of their optimum, and the way there starts from the fit of
    // all rows, which did see the labels. In these rows a distance moves the log-odds by less than ten times as much. With more than one
    // penalty the labels may also move the choice among them.
    [Theory]
    [InlineData(1e-12, 1e-9)]
    [InlineData(1e-6, 1e-5)]
    public void The_labels_of_a_fold_do_not_reach_its_predictions(double foldTolerance, double expectedWithin)
    {
        var rows = ReferenceData.Mixed();
        var settings = new LogisticSettings { Penalties = [0.01], FoldTolerance = foldTolerance };
        var changed = rows with { Labels = [.. rows.Labels.Select((y, i) => rows.Folds[i] == 2 ? (byte)(1 - y) : y)] };

        var (before, after) = (Train(rows, settings), Train(changed, settings));

        Assert.All(Enumerable.Range(0, 200), i =>
        {
            if (rows.Folds[i] == 2) Assert.Equal(before.OutOfFoldLogOdds[i], after.OutOfFoldLogOdds[i], expectedWithin);
            else Assert.NotEqual(before.OutOfFoldLogOdds[i], after.OutOfFoldLogOdds[i], expectedWithin);
        });
        Assert.NotEqual(before.Model.LogOdds(rows.Row(1)), after.Model.LogOdds(rows.Row(1)), 1e-3);
    }

    // m fitted as above with C=1/(0.01*w[f].sum()) on the rows f = (i//2)%5 != 2, the columns standardised over all rows;
    // m.decision_function(z)[[4, 5, 14, 194]]
    [Fact]
    public void Out_of_fold_log_odds_are_those_of_scikit_learn_without_the_fold()
    {
        var outOfFold = Train(ReferenceData.Mixed(), OnePenalty).OutOfFoldLogOdds;

        double[] expected = [-1.271206695086141, -0.5184023983343965, -0.6699481212737375, 0.902238081829399];
        int[] at = [4, 5, 14, 194];
        Assert.All(at.Zip(expected), pair => Assert.Equal(pair.Second, outOfFold[pair.First], 1e-9));
    }

    // The weighted mean of np.logaddexp(0, (1-2*y)*d), where d is the decision function without the row's fold as above:
    // .63083 with penalty 1, .61266 with .3, .61542 with .1 and .62968 with .03
    [Fact]
    public void The_penalty_is_that_of_scikit_learn_and_the_note_tells_how_many_were_tried()
    {
        var notes = Train(ReferenceData.Mixed(), new LogisticSettings()).Notes;

        Assert.Contains("Penalty 0.3 was chosen among 4 from 1 to 0.03 by the weighted log loss over 5 folds of clients (0.61266).", notes);
        Assert.Contains("The 6 smaller penalties, to 3E-05, were not tried: the log loss was rising.", notes);
    }

    [Fact]
    public void Separable_labels_leave_everything_finite()
    {
        var rows = ReferenceData.Plain();
        rows = rows with { Labels = [.. Enumerable.Range(0, 200).Select(i => (byte)(ReferenceData.First(i) > 0.5 ? 1 : 0))] };

        var result = Train(rows, new LogisticSettings { Penalties = [0.1, 0.001] });

        Assert.All(result.OutOfFoldLogOdds, x => Assert.True(double.IsFinite(x)));
        Assert.Contains(result.Notes, n => n.Contains("at the end of what was tried", StringComparison.Ordinal));
    }

    [Fact]
    public void A_large_table_chooses_the_penalty_on_some_clients_and_ends_at_the_optimum_of_all_rows()
    {
        // Bounds and bends come from the subset too, so they are left out here.
        var rows = LargerRows(2_400);
        var unbent = OnePenalty with { DistinctValuesToBend = int.MaxValue };
        var (part, whole) = (Train(rows, unbent with { SubsetRows = 600 }), Train(rows, unbent));

        Assert.Contains(part.Notes, n => n.Contains("all rows of some clients", StringComparison.Ordinal));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(whole.Model.LogOdds(rows.Row(i)), part.Model.LogOdds(rows.Row(i)), 1e-9));
    }

    [Fact]
    public void A_cancelled_token_ends_the_training()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => new LogisticEngine(OnePenalty).Train(ReferenceData.Plain(), null, source.Token));
    }

    [Theory]
    [InlineData("Laying out")]
    [InlineData("Choosing the penalty: 0.01")]
    [InlineData("Fitting all")]
    [InlineData("Fitting without fold 3")]
    public void Cancelling_ends_the_training_at_every_stage(string stage)
    {
        using var source = new CancellationTokenSource();
        var progress = new CancelAt(stage, source);
        Assert.Throws<OperationCanceledException>(() => new LogisticEngine(OnePenalty).Train(ReferenceData.Plain(), progress, source.Token));
        Assert.StartsWith(stage, progress.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_at_fault_are_named()
    {
        AssertRefused(r => r with { Weights = [.. r.Weights.Select((w, i) => i == 7 ? -1 : w)] }, "Weight -1 in row 7");
        AssertRefused(r => r with { Values = [.. r.Values.Select((v, i) => i == 6 ? 3 : v)] }, "Value 3 of c in row 1; expected a category code from 0 to 2");
        AssertRefused(r => r with { Folds = [.. r.Folds.Select((f, i) => i == 1 ? 4 : f)] }, "Client 0 is in fold 0 and, in row 1, in fold 4");
        AssertRefused(r => r with { Labels = new byte[200] }, "0 rows with label 1");
        AssertRefused(r => r with { Clients = [1] }, "1 clients for the labels and columns given; expected 200");
    }

    private static void AssertRefused(Func<TrainingRows, TrainingRows> change, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => Train(change(ReferenceData.Mixed()), OnePenalty));
        Assert.Contains(message, error.Message);
    }

    private static EngineResult Train(TrainingRows rows, LogisticSettings settings) => new LogisticEngine(settings).Train(rows, null, default);

    private static LogisticModel Model(EngineResult result) => Assert.IsType<LogisticModel>(result.Model);

    private static string Json(EngineResult result) => System.Text.Json.JsonSerializer.Serialize(Model(result).Data);

    private static double LogLoss(TrainingRows rows, LogisticModel model)
    {
        return Enumerable.Range(0, rows.RowCount).Sum(i =>
            rows.Weights[i] * StableMath.Softplus((1 - 2 * rows.Labels[i]) * model.LogOdds(rows.Row(i)))) / rows.Weights.Sum();
    }

    private static TrainingRows LargerRows(int count) => Take(ReferenceData.Mixed(), [.. Enumerable.Range(0, count).Select(i => i % 200)], spread: true);

    /// <summary>The rows in the given order; spread, they are nudged and belong to clients of their own.</summary>
    private static TrainingRows Take(TrainingRows rows, int[] order, bool spread = false)
    {
        var random = new Random(3);
        return rows with
        {
            Values = [.. order.SelectMany(i => rows.Row(i).ToArray().Select((v, c) => spread && c < 2 ? v + random.NextDouble() : v))],
            Labels = [.. order.Select(i => rows.Labels[i])],
            Weights = [.. order.Select(i => rows.Weights[i])],
            Clients = [.. order.Select((i, to) => spread ? to / 4 : rows.Clients[i])],
            Folds = [.. order.Select((i, to) => spread ? to / 4 % 5 : rows.Folds[i])],
        };
    }

    private sealed class CancelAt(string stage, CancellationTokenSource source) : IProgress<string>
    {
        public string Last { get; private set; } = "";

        public void Report(string value)
        {
            Last = value;
            if (value.StartsWith(stage, StringComparison.Ordinal)) source.Cancel();
        }
    }
}
