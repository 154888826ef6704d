using Xunit;

namespace Predictor.Trees.Tests.Explaining;

public class TreeExplainerTests
{
    [Fact]
    public void Contributions_are_the_shapley_values_of_the_definition() => TestTable.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        // Paths of up to seven splits on five columns meet some of them again.
        var ensemble = RandomTrees.Ensemble(random, trees: 3, depth: 1 + random.Next(7));
        for (var i = 0; i < 5; i++)
        {
            var row = RandomTrees.Row(random);
            Assert.All(Contributions(ensemble, row).Zip(LiteralShapley.Contributions(ensemble, row)), pair => Assert.Equal(pair.Second, pair.First, 1e-10));
        }
    }, 200);

    [Fact]
    public void Contributions_of_a_trained_model_are_the_shapley_values_and_sum_to_the_score()
    {
        var rows = TestTable.Of(1, 800);
        var ensemble = rows.Train(new BoostingOptions { Trees = 40, Leaves = 15, MinimumChildRows = 3 }).Ensemble;
        var explainer = new TreeExplainer(ensemble);
        Assert.Equal(ensemble.BaselineScore, explainer.Baseline);
        foreach (var r in rows.All)
        {
            var row = rows.Row(r).ToArray();
            var contributions = Contributions(ensemble, row);
            Assert.Equal(ensemble.Score(row), explainer.Baseline + contributions.Sum(), 1e-9);
            if (r % 20 == 0) Assert.All(contributions.Zip(LiteralShapley.Contributions(ensemble, row)), pair => Assert.Equal(pair.Second, pair.First, 1e-10));
        }
    }

    [Fact]
    public void The_sum_holds_on_long_paths_too() => TestTable.HoldsForSeeds(seed =>
    {
        // A path of sixty splits on as many columns, some of which let nearly all rows pass and others nearly none.
        var random = new Random(seed);
        const int Depth = 60;
        var columns = Enumerable.Range(0, Depth).Select(i => new TreeColumn($"x{i}")).ToArray();
        var nodes = Enumerable.Range(0, 2 * Depth + 1).ToArray();
        var covers = new double[nodes.Length];
        covers[0] = 1;
        for (var i = 0; i < Depth; i++)
        {
            covers[2 * i + 1] = covers[2 * i] * (random.Next(2) == 0 ? 0.01 + 0.3 * random.NextDouble() : 0.99 * random.NextDouble());
            covers[2 * i + 2] = covers[2 * i] - covers[2 * i + 1];
        }

        var tree = new TreeData
        {
            Column = [.. nodes.Select(n => IsSplit(n) ? n / 2 : TreeData.Leaf)],
            Threshold = [.. nodes.Select(_ => 0.2)],
            MissingGoesLeft = [.. nodes.Select(_ => false)],
            Left = [.. nodes.Select(n => IsSplit(n) ? n + 1 : 0)],
            Right = [.. nodes.Select(n => IsSplit(n) ? n + 2 : 0)],
            Value = [.. nodes.Select(n => IsSplit(n) ? 0 : random.NextDouble())],
            Cover = covers,
        };
        var ensemble = new TreeEnsemble(new TreeEnsembleData(0, [tree]), columns);
        var row = columns.Select(_ => random.NextDouble() * 8).ToArray();
        Assert.Equal(ensemble.Score(row), ensemble.BaselineScore + Contributions(ensemble, row).Sum(), 1e-12);

        static bool IsSplit(int node) => node % 2 == 0 && node < 2 * Depth;
    }, 300);

    [Fact]
    public void A_column_without_a_split_contributes_nothing_and_a_single_leaf_neither()
    {
        var leaf = new TreeData { Column = [-1], Threshold = [0], MissingGoesLeft = [false], Left = [0], Right = [0], Value = [0.7], Cover = [3] };
        var ensemble = new TreeEnsemble(new TreeEnsembleData(0.1, [leaf]), [new TreeColumn("x")]);
        Assert.Equal([0], Contributions(ensemble, [3]));
        Assert.Equal(0.8, new TreeExplainer(ensemble).Baseline, 1e-15);
    }

    [Fact]
    public void Covers_that_add_up_but_for_rounding_still_give_contributions_that_sum()
    {
        var random = new Random(4);
        var tree = RandomTrees.Tree(random, 4, RandomTrees.Columns);
        var ensemble = new TreeEnsemble(new TreeEnsembleData(0, [tree with { Cover = [.. tree.Cover.Select(c => c * (1 + 3e-4 * random.NextDouble()))] }]), RandomTrees.Columns);
        for (var i = 0; i < 50; i++)
        {
            var row = RandomTrees.Row(random);
            Assert.Equal(ensemble.Score(row), ensemble.BaselineScore + Contributions(ensemble, row).Sum(), 1e-12);
        }
    }

    [Fact]
    public void Explaining_allocates_nothing()
    {
        var random = new Random(2);
        var explainer = new TreeExplainer(RandomTrees.Ensemble(random, 5, 8));
        var row = RandomTrees.Row(random);
        var contributions = new double[5];
        explainer.Contribute(row, contributions);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) explainer.Contribute(row, contributions);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void One_explainer_serves_many_threads()
    {
        var random = new Random(3);
        var ensemble = RandomTrees.Ensemble(random, 10, 6);
        var explainer = new TreeExplainer(ensemble);
        var rows = Enumerable.Range(0, 200).Select(_ => RandomTrees.Row(random)).ToArray();
        var expected = rows.Select(r => Contributions(ensemble, r)).ToArray();
        Parallel.For(0, 2_000, i =>
        {
            var contributions = new double[5];
            explainer.Contribute(rows[i % 200], contributions);
            Assert.Equal(expected[i % 200], contributions);
        });
    }

    [Fact]
    public void Lengths_other_than_the_columns_are_refused()
    {
        var explainer = new TreeExplainer(RandomTrees.Ensemble(new Random(1), 1, 2));
        Assert.Contains("4 entries; expected 5", Assert.Throws<ArgumentException>(() => explainer.Contribute(new double[4], new double[5])).Message);
        Assert.Contains("6 entries; expected 5", Assert.Throws<ArgumentException>(() => explainer.Contribute(new double[5], new double[6])).Message);
    }

    private static double[] Contributions(TreeEnsemble ensemble, double[] row)
    {
        // What was there before is overwritten.
        var contributions = Enumerable.Repeat(double.NaN, row.Length).ToArray();
        new TreeExplainer(ensemble).Contribute(row, contributions);
        return contributions;
    }
}
