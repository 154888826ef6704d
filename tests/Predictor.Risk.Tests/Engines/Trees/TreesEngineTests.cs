using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Trees;
using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Engines.Trees;

public sealed class TreesEngineTests
{
    private static readonly TreesSettings Small = new() { MaximumRounds = 60, MinimumChildClients = 10 };

    [Fact]
    public void The_mean_log_odds_of_the_training_rows_is_the_baseline()
    {
        var rows = Rows();
        var model = Train(rows).Model;

        var sum = Enumerable.Range(0, rows.RowCount).Sum(i => rows.Weights[i] * model.LogOdds(rows.Row(i)));

        Assert.Equal(model.BaselineLogOdds, sum / rows.Weights.Sum(), 1e-10);
    }

    [Fact]
    public void Contributions_add_up_to_the_log_odds()
    {
        var rows = Rows();
        var model = Train(rows).Model;
        var shares = new double[rows.Columns.Count];
        for (var i = 0; i < rows.RowCount; i += 7)
        {
            model.Contribute(rows.Row(i), shares);

            Assert.Equal(model.LogOdds(rows.Row(i)), model.BaselineLogOdds + shares.Sum(), 1e-10);
        }
    }

    /// <summary>The first column lowers the risk in these rows, and its declared direction says that it may only raise it.</summary>
    [Fact]
    public void A_direction_is_kept_against_what_the_rows_say()
    {
        var rows = Rows();
        var against = Train(rows with { Columns = [rows.Columns[0] with { Direction = 1 }, .. rows.Columns.Skip(1)] }).Model;
        var along = Train(rows with { Columns = [rows.Columns[0] with { Direction = -1 }, .. rows.Columns.Skip(1)] }).Model;
        double[] row = [.. rows.Row(0)];
        var (highest, lowest) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var x = -3.0; x <= 3; x += 0.05)
        {
            row[0] = x;
            Assert.True(against.LogOdds(row) >= highest);
            Assert.True(along.LogOdds(row) <= lowest);
            (highest, lowest) = (against.LogOdds(row), along.LogOdds(row));
        }

        row[0] = -3;
        Assert.True(along.LogOdds(row) > lowest + 1);
    }

    [Fact]
    public void A_row_is_judged_out_of_fold_by_trees_that_have_not_seen_its_label()
    {
        var rows = Rows();
        var before = Train(rows);
        // Turning the labels of one client changes what others are judged by, and not how this one is judged in a model of as many trees.
        var turned = rows with { Labels = [.. rows.Labels.Select((label, i) => rows.Clients[i] == 0 ? (byte)(1 - label) : label)] };

        var after = Train(turned);

        var own = Enumerable.Range(0, rows.RowCount).Where(i => rows.Folds[i] == rows.Folds[0]).ToList();
        Assert.Equal(Trees(before), Trees(after));
        Assert.All(own, i => Assert.Equal(before.OutOfFoldLogOdds[i], after.OutOfFoldLogOdds[i]));
        Assert.Contains(Enumerable.Range(0, rows.RowCount).Except(own), i => before.OutOfFoldLogOdds[i] != after.OutOfFoldLogOdds[i]);
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        var rows = Rows();
        var one = new TreesEngine(Small with { Threads = 1 }).Train(rows, null, default);
        var five = new TreesEngine(Small with { Threads = 5 }).Train(rows, null, default);

        Assert.Equal(one.OutOfFoldLogOdds, five.OutOfFoldLogOdds);
        Assert.All(Enumerable.Range(0, rows.RowCount), i => Assert.Equal(one.Model.LogOdds(rows.Row(i)), five.Model.LogOdds(rows.Row(i))));
    }

    [Fact]
    public void What_only_a_few_clients_show_has_no_effect()
    {
        var rows = Rows();
        var clients = new HashSet<int> { 3, 4, 5 };
        // A third column that is there for three clients alone, all of whose labels are 1.
        var marked = rows with
        {
            Columns = [.. rows.Columns, new FeatureColumn("x_mark", null, 0)],
            Values = [.. Enumerable.Range(0, rows.RowCount).SelectMany(i => (double[])[.. rows.Row(i), clients.Contains(rows.Clients[i]) ? 1 : double.NaN])],
            Labels = [.. rows.Labels.Select((label, i) => clients.Contains(rows.Clients[i]) ? (byte)1 : label)],
        };
        var model = Train(marked).Model;
        double[] with = [.. marked.Row(0)[..2], 1];
        double[] without = [.. marked.Row(0)[..2], double.NaN];

        Assert.Equal(model.LogOdds(without), model.LogOdds(with));
    }

    private static EngineResult Train(TrainingRows rows) => new TreesEngine(Small).Train(rows, null, default);

    private static int Trees(EngineResult result) => ((TreesModel)result.Model).Ensemble.Data.Trees.Count;

    /// <summary>400 clients with 5 rows each: the first column lowers the risk, the second is a category whose second code raises it; some of both is missing.</summary>
    private static TrainingRows Rows()
    {
        const int Clients = 400, Each = 5;
        var random = new SplitMix64(11);
        var values = new List<double>();
        var labels = new List<byte>();
        for (var i = 0; i < Clients * Each; i++)
        {
            var x = (Next(ref random) * 4) - 2;
            var category = Math.Floor(Next(ref random) * 3);
            labels.Add(Next(ref random) < StableMath.Sigmoid(-0.5 - (1.5 * x) + (category == 1 ? 1 : 0)) ? (byte)1 : (byte)0);
            values.Add(i % 11 == 0 ? double.NaN : x);
            values.Add(i % 13 == 0 ? double.NaN : category);
        }

        return new TrainingRows
        {
            Columns = [new FeatureColumn("x", null, 0), new FeatureColumn("c", ["a", "b", "c"], 0)],
            Values = [.. values],
            Labels = [.. labels],
            Weights = [.. Enumerable.Range(0, labels.Count).Select(i => 1 + (i % 3 * 0.25))],
            Clients = [.. Enumerable.Range(0, labels.Count).Select(i => i / Each)],
            Folds = [.. Enumerable.Range(0, labels.Count).Select(i => i / Each % 5)],
            FoldCount = 5,
        };
    }

    private static double Next(ref SplitMix64 random) => (random.Next() >> 11) * (1.0 / (1UL << 53));
}
