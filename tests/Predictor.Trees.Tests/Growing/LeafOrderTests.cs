using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Predictor.Trees.Tests.Growing;

/// <summary>Directions of several columns at once, over whatever tables and options.</summary>
public class LeafOrderTests
{
    private const int Category = 4;

    private static readonly BoostingOptions Options = new() { Trees = 3, Leaves = 24, MinimumChildRows = 2, MinimumChildWeight = 1e-3, LearningRate = 0.7 };

    [Fact]
    public void Every_tree_keeps_every_direction_at_and_around_its_thresholds() => TestTable.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var rows = RandomRows(random);
        var ensemble = rows.Train(RandomOptions(random)).Ensemble;
        Assert.All(ensemble.Trees, tree => Assert.Equal([], Violations(rows, tree, random)));
    }, 150);

    [Fact]
    public void A_tree_is_the_one_that_bounding_and_searching_all_leaves_anew_before_every_split_gives() => TestTable.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        TreeColumn[] columns = [.. Enumerable.Range(0, 3).Select(c => new TreeColumn($"x{c}", 0, c == 0 ? 1 : random.Next(3) - 1))];
        double[][] rows = [.. Enumerable.Range(0, 80).Select(_ => columns.Select(_ => (double)random.Next(7)).ToArray())];
        double[] targets = [.. rows.Select(r => Math.Sin(r[0] + r[1]) + (0.2 * r[0]) - (0.1 * r[2]) + random.NextDouble())];
        var leaves = 3 + random.Next(12);
        var expected = new LiteralOrder(columns, rows, targets, 2).Grow(leaves) / rows.Length;
        Assert.Equal(expected, SquaredError(columns, rows, targets, leaves, 2), 1e-6);
    }, 60);

    [Fact]
    public void The_order_of_rows_and_the_number_of_threads_do_not_change_a_bit() => TestTable.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var rows = RandomRows(random);
        int[] order = [.. rows.All.OrderBy(_ => random.Next())];
        var moved = rows with { Values = [.. order.SelectMany(r => rows.Row(r).ToArray())], Labels = [.. order.Select(r => rows.Labels[r])] };
        var trees = Json(rows.Train(Options));
        Assert.Equal(trees, Json(moved.Train(Options)));
        Assert.Equal(trees, Json(rows.Train(Options with { Threads = 3 })));
    }, 15);

    /// <summary>
    /// One tree of six leaves and at least three rows in each on two columns that may only raise a number: the mean squared errors are those of LightGBM 4.6
    /// with monotone_constraints_method=basic, where children part at their middle, and =intermediate.
    /// </summary>
    [Theory]
    [InlineData("40:0 22:1 11:-5 35:2 34:2 25:1 31:3 54:12 24:3 30:4 02:2 04:-1 00:-4 31:4 33:7 23:1 21:6 43:10 33:2 12:-4 00:-4 44:10 12:1 52:3 34:6 11:0 41:2 31:0 40:1 24:0 04:-2 34:8 35:8 20:5 01:0 52:1 14:1 11:-2 33:9 35:7", 4.89166667, 4.29166667)]
    [InlineData("30:3 00:-2 05:-2 01:-6 51:3 22:2 12:3 14:-3 33:9 20:3 53:10 45:5 32:1 45:3 23:-2 05:-1 12:0 03:2 35:5 23:5 50:7 41:7 10:-2 40:2 45:5 10:-2 43:10 40:0 15:-1 22:0 43:9 03:-1 15:3 14:-2 51:5 53:5 21:6 54:5 34:4 25:2", 5.22665632, 5.06935065)]
    [InlineData("13:0 53:4 44:6 21:6 14:-2 02:0 15:0 54:10 31:7 25:0 55:9 10:-1 23:-2 35:5 33:4 34:4 45:8 43:8 32:7 43:3 45:7 33:10 54:11 15:-1 23:-1 55:8 14:5 12:-2 54:11 35:5 42:5 50:5 33:6 50:2 52:7 33:4 52:5 54:5 11:-3 34:3", 4.54114392, 4.43680555)]
    public void Leaves_bounded_by_each_other_reach_a_smaller_loss_than_leaves_parted_at_the_middle(string table, double basic, double intermediate)
    {
        double[][] rows = [.. table.Split(' ').Select(row => new double[] { row[0] - '0', row[1] - '0' })];
        double[] targets = [.. table.Split(' ').Select(row => double.Parse(row.AsSpan(3), CultureInfo.InvariantCulture))];
        var loss = SquaredError([new("first", 0, 1), new("second", 0, 1)], rows, targets, 6, 3);
        Assert.True(loss < basic - 0.01);
        Assert.Equal(intermediate, loss, 1e-6);
    }

    /// <summary>The mean squared error of one tree on the rows it was grown on.</summary>
    private static double SquaredError(TreeColumn[] columns, double[][] rows, double[] targets, int leaves, int minimumRows)
    {
        var options = new BoostingOptions { Objective = BoostingObjective.SquaredError, Trees = 1, LearningRate = 1, Leaves = leaves, MinimumChildRows = minimumRows, L2 = 0 };
        var table = BinnedTable.Of(columns, [.. rows.SelectMany(r => r)], rows.Length, options.Bins, 1, default);
        var ensemble = new BoostedTreesTrainer(options).Train(table, targets, Enumerable.Repeat(1.0, rows.Length).ToArray(), [.. Enumerable.Range(0, rows.Length)], [], null, null, default).Ensemble;
        return rows.Select((r, i) => Math.Pow(ensemble.Score(r) - targets[i], 2)).Average();
    }

    private static string Json(BoostingResult result) => JsonSerializer.Serialize(result.Ensemble.Trees);

    /// <summary>Points from which a step along a column with a direction leads to a value on the wrong side.</summary>
    private static List<string> Violations(TestTable rows, TreeData tree, Random random)
    {
        var alone = new TreeEnsemble(new TreeEnsembleData(0, [tree]), rows.Columns);
        var stops = Enumerable.Range(0, Category).Select(c => Stops(tree, c)).ToArray();
        var found = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            // Values of a point are of different rows, or at the edge of what a split parts.
            double[] point = [.. Enumerable.Range(0, Category + 1).Select(c => c == Category || random.Next(2) == 0 ? rows.Row(random.Next(rows.RowCount))[c] : stops[c][random.Next(stops[c].Length)])];
            foreach (var (c, column) in rows.Columns.Index().Where(c => c.Item.Direction != 0))
            {
                var last = column.Direction * double.NegativeInfinity;
                foreach (var stop in stops[c])
                {
                    var here = alone.Score([.. point[..c], stop, .. point[(c + 1)..]]);
                    if ((here - last) * column.Direction < 0) found.Add(FormattableString.Invariant($"{column.Name} at {stop}: {last} before {here}"));
                    last = here;
                }
            }
        }

        return found;
    }

    /// <summary>The thresholds of a column, ascending, each with its neighbours on both sides, and numbers beyond all.</summary>
    private static double[] Stops(TreeData tree, int column) =>
    [
        -9, .. Enumerable.Range(0, tree.Column.Count).Where(n => tree.Column[n] == column).Select(n => tree.Threshold[n]).Where(t => t < double.MaxValue).Distinct().Order()
            .SelectMany(t => new[] { Math.BitDecrement(t), t, Math.BitIncrement(t) }), 9,
    ];

    /// <summary>Four numbers, most of them with a direction and some with gaps, and a category; the label rises and falls with all of them.</summary>
    private static TestTable RandomRows(Random random)
    {
        int count = 60 + random.Next(300), levels = 3 + random.Next(60);
        double gaps = random.Next(2) * 0.3;
        TreeColumn[] columns = [.. Enumerable.Range(0, Category).Select(c => new TreeColumn($"x{c}", 0, random.Next(4) == 0 ? 0 : (2 * random.Next(2)) - 1)), new TreeColumn("category", 5)];
        double[] slopes = [.. columns.Select(_ => (random.NextDouble() * 4) - 2)], waves = [.. columns.Select(_ => random.NextDouble() * 6)];
        var values = new double[count * columns.Length];
        var labels = new byte[count];
        for (var r = 0; r < count; r++)
        {
            var row = values.AsSpan(r * columns.Length, columns.Length);
            var score = 0.0;
            for (var c = 0; c < Category; c++)
            {
                row[c] = random.NextDouble() < gaps ? double.NaN : random.Next(levels) / (double)levels;
                score += double.IsNaN(row[c]) ? slopes[c] : (slopes[c] * row[c]) + (2 * Math.Sin(waves[c] * (row[c] + row[0])) is var wave && double.IsNaN(wave) ? 0 : wave);
            }

            row[Category] = random.Next(9) == 0 ? double.NaN : random.Next(5);
            score += row[Category] is 1 or 3 ? slopes[Category] : 0;
            labels[r] = (byte)(random.NextDouble() < 1 / (1 + Math.Exp(-2 * score)) ? 1 : 0);
        }

        (labels[0], labels[1]) = (0, 1);
        return new TestTable(columns, values, labels, [.. Enumerable.Repeat(1.0, count)]);
    }

    private static BoostingOptions RandomOptions(Random random) => Options with
    {
        Leaves = 2 + random.Next(40),
        MaxDepth = random.Next(3) == 0 ? 2 + random.Next(5) : 0,
        MinimumChildRows = 1 + random.Next(8),
        Bins = random.Next(2) == 0 ? 255 : 4 + random.Next(20),
        L1 = random.Next(3) == 0 ? 0.3 : 0,
        L2 = random.NextDouble(),
        NodeColumnShare = random.Next(3) == 0 ? 0.5 : 1,
        RowShare = random.Next(3) == 0 ? 0.7 : 1,
        InteractionGroups = random.Next(4) == 0 ? [[0, 1, Category], [1, 2, 3]] : null,
        Threads = 1,
    };
}
