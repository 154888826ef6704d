using System.Text.Json;
using Xunit;

namespace Predictor.Trees.Tests.Growing;

/// <summary>What options let trees do and not do, and what must not matter to them.</summary>
public class ConstraintTests
{
    private static readonly BoostingOptions Options = new() { Trees = 12, Leaves = 10, MinimumChildRows = 4, LearningRate = 0.3 };

    [Fact]
    public void Only_columns_of_a_group_meet_on_a_path() => TestTable.HoldsForSeeds(seed =>
    {
        int[][] groups = [[TestTable.Number, TestTable.Sparse], [TestTable.Number, TestTable.Few]];
        var ensemble = TestTable.Of(seed, 400).Train(Options with { InteractionGroups = groups }).Ensemble;
        var paths = ensemble.Trees.SelectMany(Paths).ToArray();
        Assert.All(paths, path => Assert.True(path.Count <= 1 || groups.Any(g => path.All(g.Contains))));
        Assert.Contains(paths, path => path.Count == 2);
    }, 10);

    [Fact]
    public void Without_any_group_a_tree_has_one_column_and_the_model_is_additive()
    {
        var rows = TestTable.Of(3, 400);
        var ensemble = rows.Train(Options with { InteractionGroups = [] }).Ensemble;
        Assert.All(ensemble.Trees, t => Assert.InRange(t.Column.Where(c => c != TreeData.Leaf).Distinct().Count(), 0, 1));
        Assert.True(ensemble.Trees.Select(t => t.Column[0]).Distinct().Count() > 2);
        Assert.Contains("InteractionGroups[0] names column 4; expected 0 to 3.", Assert.Throws<ArgumentException>(() => rows.Train(Options with { InteractionGroups = [[0, 4]] })).Message);
    }

    [Fact]
    public void A_weight_of_label_1_is_that_weight_of_its_rows_and_comes_with_a_warning()
    {
        var rows = TestTable.Of(4, 400);
        var weighted = rows with { Weights = [.. rows.All.Select(r => rows.Weights[r] * (rows.Labels[r] == 1 ? 3 : 1))] };
        var options = Options with { PositiveWeight = 3 };
        Assert.Equal(Json(weighted.Train(Options)), Json(rows.Train(options)));
        Assert.Contains("PositiveWeight is 3", Assert.Single(options.Warnings()));
        Assert.Contains("+1.10 in log-odds", Assert.Single(options.Warnings()));
        Assert.Empty(Options.Warnings());
    }

    [Fact]
    public void A_leaf_whose_gradients_sum_to_no_more_than_the_first_penalty_has_no_value()
    {
        var rows = TestTable.Of(5, 400);
        var ensemble = rows.Train(Options with { L1 = 1e6 }).Ensemble;
        Assert.All(ensemble.Trees, t => Assert.Equal([TreeData.Leaf], t.Column));
        var (some, none) = (rows.Train(Options with { L1 = 5, Trees = 1 }).Ensemble, rows.Train(Options with { Trees = 1 }).Ensemble);
        Assert.True(some.Trees[0].Value.Max() < none.Trees[0].Value.Max());
    }

    [Fact]
    public void Columns_drawn_for_each_node_let_trees_say_more_than_columns_drawn_for_each_tree()
    {
        var rows = TestTable.Of(6, 400);
        var options = Options with { NodeColumnShare = 0.25 };
        var trees = rows.Train(options).Ensemble.Trees;
        Assert.Contains(trees, t => t.Column.Where(c => c != TreeData.Leaf).Distinct().Count() > 1);
        Assert.NotEqual(Json(rows.Train(options)), Json(rows.Train(options with { Seed = 2 })));
        Assert.Equal(Json(rows.Train(options)), Json(rows.Train(options with { Threads = 3 })));
    }

    [Fact]
    public void The_order_of_rows_and_of_columns_in_the_table_does_not_change_a_bit_of_a_score() => TestTable.HoldsForSeeds(seed =>
    {
        var rows = TestTable.Of(seed, 300);
        var random = new Random(seed);
        int[] order = [.. rows.All.OrderBy(_ => random.Next())], columns = [.. Enumerable.Range(0, 4).OrderBy(_ => random.Next())];
        var moved = new TestTable(
            [.. columns.Select(c => rows.Columns[c])], [.. order.SelectMany(r => columns.Select(c => rows.Row(r)[c]))], [.. order.Select(r => rows.Labels[r])], [.. order.Select(_ => 1.0)]);
        var (one, other) = (rows with { Weights = moved.Weights }, moved);
        var (a, b) = (one.Train(Options).Ensemble, other.Train(Options).Ensemble);
        foreach (var (i, r) in order.Index()) Assert.Equal(a.Score(rows.Row(r)), b.Score(moved.Row(i)));
    }, 15);

    [Fact]
    public void Weights_doubled_throughout_change_nothing_but_penalties() => TestTable.Holds(200, rows =>
    {
        var twice = rows with { Weights = [.. rows.Weights.Select(w => 2 * w)] };
        var (a, b) = (rows.Train(Options with { L2 = 1 }).Ensemble, twice.Train(Options with { L2 = 2, MinimumChildWeight = 2, CategorySmoothing = 20 }).Ensemble);
        Assert.All(rows.All, r => Assert.Equal(a.Score(rows.Row(r)), b.Score(rows.Row(r))));
    });

    /// <summary>The different columns on the way to each leaf.</summary>
    private static IEnumerable<HashSet<int>> Paths(TreeData tree)
    {
        var paths = new HashSet<int>[tree.Column.Count];
        paths[0] = [];
        for (var n = 0; n < paths.Length; n++)
        {
            if (tree.Column[n] == TreeData.Leaf) yield return paths[n];
            else paths[tree.Left[n]] = paths[tree.Right[n]] = [.. paths[n], tree.Column[n]];
        }
    }

    private static string Json(BoostingResult result) => JsonSerializer.Serialize(result.Ensemble.Trees);
}
