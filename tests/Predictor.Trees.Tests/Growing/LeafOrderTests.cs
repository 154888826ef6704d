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
