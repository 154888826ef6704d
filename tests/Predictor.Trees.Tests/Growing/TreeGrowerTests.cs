using Predictor.Trees.Growing;
using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Trees.Tests.Growing;

public class TreeGrowerTests
{
    [Fact]
    public void Trees_keep_to_their_limits() => TestTable.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var rows = TestTable.Of(seed, 400);
        var options = new BoostingOptions
        {
            Trees = 3,
            Leaves = 2 + random.Next(12),
            MaxDepth = random.Next(4),
            MinimumChildRows = 1 + random.Next(40),
            MinimumChildWeight = random.NextDouble() * 10,
            Bins = 2 + random.Next(30),
        };
        var ensemble = rows.Train(options).Ensemble;
        for (var t = 0; t < 3; t++)
        {
            var tree = ensemble.Trees[t];
            Assert.InRange(Leaves(tree).Count(), 1, options.Leaves);
            if (options.MaxDepth > 0) Assert.All(Leaves(tree), leaf => Assert.InRange(Depth(tree, leaf), 0, options.MaxDepth));
            var before = ensemble.First(t);
            var members = rows.All.ToLookup(r => LeafOf(ensemble, tree, rows.Row(r)));
            Assert.All(Leaves(tree), leaf =>
            {
                Assert.True(members[leaf].Count() >= options.MinimumChildRows);
                Assert.True(members[leaf].Sum(r => Curvature(before, rows, r)) >= options.MinimumChildWeight - 1e-9);
                Assert.Equal(members[leaf].Sum(r => rows.Weights[r]), tree.Cover[leaf], 1e-9);
            });
        }
    }, 60);

    [Fact]
    public void A_leaf_has_the_value_of_one_newton_step_under_the_penalty() => TestTable.HoldsForSeeds(seed =>
    {
        var rows = TestTable.Of(seed, 300);
        var options = new BoostingOptions { Trees = 2, Leaves = 6, L2 = 2.5, LearningRate = 0.3 };
        var ensemble = rows.Train(options).Ensemble;
        for (var t = 0; t < 2; t++)
        {
            var before = ensemble.First(t);
            foreach (var leaf in rows.All.GroupBy(r => LeafOf(ensemble, ensemble.Trees[t], rows.Row(r))))
            {
                var gradient = leaf.Sum(r => rows.Weights[r] * (Probability(before, rows, r) - rows.Labels[r]));
                Assert.Equal(-0.3 * gradient / (leaf.Sum(r => Curvature(before, rows, r)) + 2.5), ensemble.Trees[t].Value[leaf.Key], 1e-9);
            }
        }
    }, 20);

    [Fact]
    public void The_leaf_that_gains_most_is_split_next() => TestTable.HoldsForSeeds(seed =>
    {
        var rows = TestTable.Of(seed, 500);
        var ensemble = rows.Train(new BoostingOptions { Trees = 1, Leaves = 12, L2 = 0.5 }).Ensemble;
        var tree = ensemble.Trees[0];
        var splits = Enumerable.Range(0, tree.Column.Count).Where(n => tree.Column[n] != TreeData.Leaf).ToList();
        var gains = splits.ToDictionary(n => n, n => Reached(tree.Left[n]) + Reached(tree.Right[n]) - Reached(n));
        // Children stand in the order in which their parents were split.
        var waiting = new List<int> { 0 };
        foreach (var next in splits.OrderBy(n => tree.Left[n]))
        {
            Assert.All(waiting, n => Assert.True(gains[n] <= gains[next] + 1e-9));
            waiting.Remove(next);
            waiting.AddRange(new[] { tree.Left[next], tree.Right[next] }.Where(gains.ContainsKey));
        }

        double Reached(int node)
        {
            var before = ensemble.First(0);
            var members = rows.All.Where(r => Passes(ensemble, tree, rows.Row(r)).Contains(node)).ToList();
            var gradient = members.Sum(r => rows.Weights[r] * (Probability(before, rows, r) - rows.Labels[r]));
            return 0.5 * gradient * gradient / (members.Sum(r => Curvature(before, rows, r)) + 0.5);
        }
    }, 10);

    [Fact]
    public void A_row_falls_into_the_same_leaf_by_its_bins_and_by_its_values() => TestTable.HoldsForSeeds(seed =>
    {
        var rows = TestTable.Of(seed, 250);
        var table = rows.Binned(3 + seed % 20);
        var options = new BoostingOptions { MinimumChildRows = 2, Leaves = 40 };
        var team = new Team(1, default);
        var gradients = new Gradients(options.Objective, new BoostingRows(table, options, [.. rows.Labels.Select(l => (double)l)], rows.Weights, rows.All, []), team);
        gradients.Set(new double[rows.RowCount]);
        // Half of the rows: the others may hold categories that the tree has not seen, or miss what none of its rows misses.
        var grower = new TreeGrower(table, options, new Draws(options), team);
        var grown = grower.Grow(rows.All.AsSpan(0, 125), (rows.All.AsMemory(125, 60), rows.All.AsMemory(185)), [0, 1, 2, 3], gradients, 0);
        var leaves = new int[rows.RowCount];
        foreach (var (n, node) in grown.Nodes.Index().Where(n => !n.Item.IsSplit))
        {
            foreach (var row in (int[])[.. grower.Rows(node), .. grower.Passing(node)]) leaves[row] = n;
            grown.AddCover(n, node.Rows + node.Passing);
        }

        var data = grown.ToData();
        Assert.Equal(250, data.Cover[0]);
        Assert.True(data.Column.Count > 9);
        var ensemble = new TreeEnsemble(new TreeEnsembleData(0, [data]), rows.Columns);
        Assert.All(rows.All, row => Assert.Equal(leaves[row], LeafOf(ensemble, data, rows.Row(row))));
    }, 60);

    private static IEnumerable<int> Leaves(TreeData tree) => Enumerable.Range(0, tree.Column.Count).Where(n => tree.Column[n] == TreeData.Leaf);

    private static int Depth(TreeData tree, int node)
    {
        if (node == 0) return 0;
        return 1 + Depth(tree, Enumerable.Range(0, node).Single(n => tree.Column[n] != TreeData.Leaf && (tree.Left[n] == node || tree.Right[n] == node)));
    }

    private static int LeafOf(TreeEnsemble ensemble, TreeData tree, ReadOnlySpan<double> row) => Passes(ensemble, tree, row)[^1];

    /// <summary>The nodes from the root to the row's leaf, by the text of the data and not by the scorer.</summary>
    private static List<int> Passes(TreeEnsemble ensemble, TreeData tree, ReadOnlySpan<double> row)
    {
        var nodes = new List<int> { 0 };
        while (tree.Column[nodes[^1]] != TreeData.Leaf)
        {
            var n = nodes[^1];
            var value = row[tree.Column[n]];
            var isLeft = double.IsNaN(value) ? tree.MissingGoesLeft[n]
                : ensemble.Columns[tree.Column[n]].IsCategorical ? tree.Categories![n]!.Contains((int)value)
                : value <= tree.Threshold[n];
            nodes.Add(isLeft ? tree.Left[n] : tree.Right[n]);
        }

        return nodes;
    }

    private static double Probability(TreeEnsemble ensemble, TestTable rows, int row) => 1 / (1 + Math.Exp(-ensemble.Score(rows.Row(row))));

    private static double Curvature(TreeEnsemble ensemble, TestTable rows, int row) => rows.Weights[row] * Probability(ensemble, rows, row) * (1 - Probability(ensemble, rows, row));
}
