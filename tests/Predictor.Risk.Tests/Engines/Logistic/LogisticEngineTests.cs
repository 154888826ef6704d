using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Logistic;
using Predictor.Risk.Numerics;
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
        var all = RowSelection.All(rows);
        var design = DesignLearner.Learn(rows, all, OnePenalty, chunks, default);
        var objective = new RidgeObjective(rows, all, design, chunks);
        var optimum = new RidgeSolver(objective, OnePenalty).Solve(0.01, new double[design.Stride], default);

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
        Assert.Equal("485CAD405215FBE7", $"{hash:X16}");
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

    [Fact]
    public void The_model_without_a_fold_has_not_seen_it()
    {
        var rows = ReferenceData.Mixed();
        var inFold = Enumerable.Range(0, 200).Where(i => rows.Folds[i] == 2).ToArray();
        var changed = rows with { Labels = [.. rows.Labels.Select((y, i) => rows.Folds[i] == 2 ? (byte)(1 - y) : y)] };
        // Other values and weights in one row of the fold may change that row's own prediction only.
        changed.Weights[inFold[0]] = 50;
        changed.Values[inFold[0] * 4] = 1e6;

        var (before, after) = (Train(ReferenceData.Mixed(), OnePenalty), Train(changed, OnePenalty));

        Assert.All(inFold.Skip(1), i => Assert.Equal(before.OutOfFoldLogOdds[i], after.OutOfFoldLogOdds[i], 1e-9));
        Assert.NotEqual(before.Model.LogOdds(rows.Row(1)), after.Model.LogOdds(rows.Row(1)), 1e-3);
    }

    [Fact]
    public void Separable_labels_leave_everything_finite()
    {
        var rows = ReferenceData.Plain();
        rows = rows with { Labels = [.. Enumerable.Range(0, 200).Select(i => (byte)(ReferenceData.First(i) > 0.5 ? 1 : 0))] };

        var result = Train(rows, new LogisticSettings());

        Assert.All(result.OutOfFoldLogOdds, x => Assert.True(double.IsFinite(x)));
        Assert.Contains(result.Notes, n => n.Contains("at the end of what was tried", StringComparison.Ordinal));
    }

    [Fact]
    public void A_large_table_chooses_the_penalty_on_some_clients_and_ends_at_the_optimum_of_all_rows()
    {
        var rows = LargerRows(2_400);
        var small = new LogisticSettings { Penalties = [0.01], Tolerance = 1e-11, SubsetRows = 600, CurvatureRows = 150 };
        var (part, whole) = (Train(rows, small), Train(rows, small with { CurvatureRows = 100_000 }));

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
}
