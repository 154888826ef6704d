using System.Runtime.Intrinsics;
using Predictor.Trees.Explaining;
using Predictor.Trees.Lanes;
using Xunit;

namespace Predictor.Trees.Tests.Explaining;

public class EnsembleExplainerTests
{
    private const double Exact = 1e-10;

    [Fact]
    public void Contributions_are_those_of_the_definition_whatever_the_kind_of_column() => TestTable.HoldsForSeeds(seed =>
    {
        var (ensemble, rows) = Hard(new Random(seed), mostRows: 4);
        var explainer = new TreeExplainer(ensemble);
        foreach (var row in rows)
        {
            var own = new double[row.Length];
            explainer.Contribute(row, own);
            Close(LiteralShapley.Contributions(ensemble, row), own, Exact);
            Assert.Equal(ensemble.Score(row), explainer.Baseline + own.Sum(), 1e-9);
        }
    }, 60);

    [Fact]
    public void Contributions_are_those_of_lundbergs_algorithm_on_paths_of_many_columns() => TestTable.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        TreeColumn[] columns = [.. Enumerable.Range(0, 1 + random.Next(24)).Select(i => new TreeColumn($"x{i}", i % 5 == 4 ? 70 : 0))];
        var ensemble = RandomTrees.Ensemble(random, 3, random.Next(12), columns);
        if (random.Next(2) == 0) ensemble = RandomTrees.AsOfOthers(random, ensemble);
        var row = RandomTrees.HardRow(random, ensemble);
        var own = new double[columns.Length];
        new TreeExplainer(ensemble).Contribute(row, own);
        var other = new double[columns.Length];
        foreach (var tree in ensemble.Walked) new ShapleyWalk(tree, row, other).Walk(new PathElement[ShapleyWalk.PathElements(tree.Depth)]);
        Close(other, own, Exact);
    }, 100);

    [Fact]
    public void Every_width_gives_the_same_bits() => TestTable.HoldsForSeeds(seed =>
    {
        var (ensemble, rows) = Hard(new Random(seed), mostRows: 40);
        var explainer = new EnsembleExplainer(ensemble);
        var values = rows.SelectMany(row => row).ToArray();
        var expected = Filled(values.Length);
        explainer.Contribute<double, OneLane>(values, expected);
        Same(expected, own => explainer.Contribute(values, own));
        Same(expected, own => explainer.Contribute<Two<double>, Twice<double, OneLane>>(values, own));
        if (Lanes256.IsSupported) Same(expected, own => explainer.Contribute<Vector256<double>, Lanes256>(values, own));
        if (Lanes512.IsSupported) Same(expected, own => explainer.Contribute<Vector512<double>, Lanes512>(values, own));
        Same(expected, own => ContributeEach<double, OneLane>(explainer, rows, own));
        if (Lanes256.IsSupported) Same(expected, own => ContributeEach<Vector256<double>, Lanes256>(explainer, rows, own));
        if (Lanes512.IsSupported) Same(expected, own => ContributeEach<Vector512<double>, Lanes512>(explainer, rows, own));
        Same(expected, own => new TreeExplainer(ensemble).Contribute(values, own, 1 + seed % 3, default));
        Same(expected, own =>
        {
            for (var r = 0; r < rows.Length; r++) new TreeExplainer(ensemble).Contribute(rows[r], own.AsSpan(r * rows[r].Length, rows[r].Length));
        });

        var interactions = Filled(values.Length * ensemble.Columns.Count);
        explainer.Interact<double, OneLane>(values, interactions);
        Same(interactions, own => explainer.Interact(values, own));
        if (Lanes256.IsSupported) Same(interactions, own => explainer.Interact<Vector256<double>, Lanes256>(values, own));
        if (Lanes512.IsSupported) Same(interactions, own => explainer.Interact<Vector512<double>, Lanes512>(values, own));
        Same(interactions, own => new TreeExplainer(ensemble).Interact(values, own, 1 + seed % 3, default));
    }, 60);

    [Fact]
    public void Tables_that_would_be_too_large_are_worked_out_again_to_the_same_bits() => TestTable.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var (ensemble, rows) = Hard(random, mostRows: 20);
        var values = rows.SelectMany(row => row).ToArray();
        var (contributions, interactions) = (Filled(values.Length), Filled(values.Length * ensemble.Columns.Count));
        var full = new EnsembleExplainer(ensemble);
        full.Contribute(values, contributions);
        full.Interact(values, interactions);

        // Room for the first trees and not for the next, for a few leaves at once, and for one row.
        var small = new EnsembleExplainer(ensemble, new TableLimits(random.Next(60), 1 + random.Next(40), 0));

        Same(contributions, own => small.Contribute(values, own));
        Same(interactions, own => small.Interact(values, own));
    }, 100);

    [Fact]
    public void More_columns_than_a_matrix_can_have_are_refused()
    {
        var columns = Enumerable.Range(0, 46_341).Select(c => new TreeColumn($"x{c}")).ToArray();
        var explainer = new TreeExplainer(new TreeEnsemble(new TreeEnsembleData(0, []), columns));

        Refused("46341 columns; expected at most 46340", () => explainer.Interact(new double[columns.Length], []));
        Refused("46341 columns; expected at most 46340", () => explainer.Interact(new double[columns.Length], Array.Empty<double>(), 1, default));
    }

    [Fact]
    public void Thousands_of_columns_interact_as_few_do()
    {
        // So many that not even two rows at once are within the limit: a pair of columns, and stumps on all the others.
        const int Columns = 3_000;
        TreeColumn[] columns = [.. Enumerable.Range(0, Columns).Select(c => new TreeColumn($"x{c}"))];
        var pair = new TreeData
        {
            Column = [0, Columns - 1, -1, -1, -1],
            Threshold = [0, 0, 0, 0, 0],
            MissingGoesLeft = [false, false, false, false, false],
            Left = [1, 2, 0, 0, 0],
            Right = [4, 3, 0, 0, 0],
            Value = [0, 0, 8, 0, 0],
            Cover = [4, 2, 1, 1, 2],
        };
        var stumps = Enumerable.Range(1, Columns - 2).Select(c => new TreeData
        {
            Column = [c, -1, -1],
            Threshold = [0, 0, 0],
            MissingGoesLeft = [false, false, false],
            Left = [1, 0, 0],
            Right = [2, 0, 0],
            Value = [0, -1, 1],
            Cover = [2, 1, 1],
        });
        var matrix = new double[Columns * Columns];

        new TreeExplainer(new TreeEnsemble(new TreeEnsembleData(0, [pair, .. stumps]), columns)).Interact(new double[Columns], matrix);

        // What both do together is 8 - 4 - 4 + 2, half of it in either place; by itself each does half of 4 - 2 and of 8 - 4, less that.
        Assert.Equal([1.0, 1, 2, 2], new[] { matrix[Columns - 1], matrix[(Columns - 1) * Columns], matrix[0], matrix[^1] }.Select(v => Math.Round(v, 12)));
        for (var c = 1; c < Columns - 1; c++) Assert.Equal(-1, matrix[(c * Columns) + c], 1e-12);
        Assert.Equal(Columns + 2, matrix.Count(v => Math.Abs(v) > 1e-12));
    }

    [Fact]
    public void A_row_alone_gets_the_same_bits_on_paths_of_many_columns() => TestTable.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        TreeColumn[] columns = [.. Enumerable.Range(0, 5 + random.Next(20)).Select(i => new TreeColumn($"x{i}", i % 5 == 4 ? 70 : 0))];
        var ensemble = RandomTrees.Ensemble(random, 3, 5 + random.Next(8), columns);
        if (random.Next(2) == 0) ensemble = RandomTrees.AsOfOthers(random, ensemble);
        double[][] rows = [RandomTrees.HardRow(random, ensemble), RandomTrees.HardRow(random, ensemble)];
        var explainer = new EnsembleExplainer(ensemble);
        var expected = Filled(2 * columns.Length);
        explainer.Contribute<double, OneLane>(rows.SelectMany(row => row).ToArray(), expected);
        Same(expected, own => ContributeEach<double, OneLane>(explainer, rows, own));
        if (Lanes256.IsSupported) Same(expected, own => ContributeEach<Vector256<double>, Lanes256>(explainer, rows, own));
        if (Lanes512.IsSupported) Same(expected, own => ContributeEach<Vector512<double>, Lanes512>(explainer, rows, own));
    }, 100);

    [Fact]
    public void Interactions_are_those_of_the_definition() => TestTable.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var ensemble = RandomTrees.Ensemble(random, random.Next(4), random.Next(7));
        if (random.Next(2) == 0) ensemble = RandomTrees.AsOfOthers(random, ensemble);
        var row = RandomTrees.HardRow(random, ensemble);
        var own = Filled(row.Length * row.Length);
        new TreeExplainer(ensemble).Interact(row, own);
        Close(LiteralShapley.Interactions(ensemble, row), own, Exact);
    }, 200);

    [Fact]
    public void Interactions_are_symmetric_and_sum_to_contributions_and_score() => TestTable.HoldsForSeeds(seed =>
    {
        var (ensemble, rows) = Hard(new Random(seed), mostRows: 20);
        var explainer = new TreeExplainer(ensemble);
        var columns = ensemble.Columns.Count;
        foreach (var row in rows)
        {
            var (own, matrix) = (new double[columns], Filled(columns * columns));
            explainer.Contribute(row, own);
            explainer.Interact(row, matrix);
            for (var i = 0; i < columns; i++)
            {
                Assert.Equal(own[i], matrix.Skip(i * columns).Take(columns).Sum(), 1e-12);
                for (var j = 0; j < i; j++) Assert.Equal(matrix[(i * columns) + j], matrix[(j * columns) + i]);
            }

            Assert.Equal(ensemble.Score(row), explainer.Baseline + matrix.Sum(), 1e-9);
        }
    }, 40);

    [Fact]
    public void Many_rows_are_explained_as_each_alone_at_any_number_of_threads()
    {
        var random = new Random(5);
        var ensemble = RandomTrees.Ensemble(random, 5, 5);
        var explainer = new TreeExplainer(ensemble);
        var values = Enumerable.Range(0, 500).SelectMany(_ => RandomTrees.HardRow(random, ensemble)).ToArray();
        var expected = new double[values.Length];
        for (var at = 0; at < values.Length; at += 5) explainer.Contribute(values.AsSpan(at, 5), expected.AsSpan(at, 5));
        foreach (var threads in new[] { 1, 2, 5, 0 }) Same(expected, own => explainer.Contribute(values, own, threads, default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Covers_that_vanish_along_a_path_give_no_nan(int columns)
    {
        // A share of a ten-thousand-millionth at every split: their product is nothing in double precision.
        const int Depth = 60;
        var nodes = Enumerable.Range(0, 2 * Depth + 1).ToArray();
        var tree = new TreeData
        {
            Column = [.. nodes.Select(n => IsSplit(n) ? n / 2 % columns : TreeData.Leaf)],
            Threshold = [.. nodes.Select(n => IsSplit(n) ? -n : 0.0)],
            MissingGoesLeft = [.. nodes.Select(n => IsSplit(n) && n % 4 == 0)],
            Left = [.. nodes.Select(n => IsSplit(n) ? n + 2 : 0)],
            Right = [.. nodes.Select(n => IsSplit(n) ? n + 1 : 0)],
            Value = [.. nodes.Select(n => IsSplit(n) ? 0 : 1.0 + n)],
            Cover = [.. nodes.Select(n => Math.Pow(10, 300 - 10 * (n / 2)))],
        };
        var ensemble = new TreeEnsemble(new TreeEnsembleData(0, [tree]), [new TreeColumn("a"), new TreeColumn("b"), new TreeColumn("c")]);
        var explainer = new TreeExplainer(ensemble);
        foreach (var row in new[] { [-1e9, -1e9, -1e9], [0, 1.0, 2], [double.NaN, -1e9, double.NaN], new[] { -20.0, -1e9, -60 } })
        {
            var (own, matrix) = (new double[3], new double[9]);
            explainer.Contribute(row, own);
            explainer.Interact(row, matrix);
            Assert.Equal(ensemble.Score(row), explainer.Baseline + own.Sum(), 1e-9);
            Close(LiteralShapley.Contributions(ensemble, row), own, 1e-9);
            Close(LiteralShapley.Interactions(ensemble, row), matrix, 1e-9);
        }

        static bool IsSplit(int n) => n % 2 == 0 && n < 2 * Depth;
    }

    [Fact]
    public void Explaining_many_rows_ends_when_it_is_cancelled()
    {
        var explainer = new TreeExplainer(RandomTrees.Ensemble(new Random(1), 3, 3));
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => explainer.Contribute(new double[50], new double[50], 1, cancellation.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => explainer.Contribute(new double[5000], new double[5000], 2, cancellation.Token));
        Assert.Throws<OperationCanceledException>(() => explainer.Interact(new double[50], new double[250], 1, cancellation.Token));
    }

    [Fact]
    public void Lengths_that_are_not_whole_rows_are_refused()
    {
        var explainer = new TreeExplainer(RandomTrees.Ensemble(new Random(1), 1, 2));
        Refused("7 values; expected 5 a row.", () => explainer.Contribute(new double[7], new double[7], 1, default));
        Refused("5 contributions for 10 values; expected one a value.", () => explainer.Contribute(new double[10], new double[5], 1, default));
        Refused("4 entries; expected 5", () => explainer.Interact(new double[4], new double[25]));
        Refused("20 interactions for 1 rows; expected 25, 5 x 5 a row.", () => explainer.Interact(new double[5], new double[20]));
        Refused("25 interactions for 2 rows; expected 50, 5 x 5 a row.", () => explainer.Interact(new double[10], new double[25], 1, default));
        Refused("7 values; expected 5 a row.", () => explainer.Interact(new double[7], new double[25], 1, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => explainer.Contribute(new double[5], new double[5], -1, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => explainer.Interact(new double[5], new double[25], -1, default));
    }

    private static void ContributeEach<TVector, TLanes>(EnsembleExplainer explainer, double[][] rows, double[] contributions)
        where TVector : struct
        where TLanes : struct, IRowLanes<TVector>
    {
        for (var r = 0; r < rows.Length; r++) explainer.ContributeRow<TVector, TLanes>(rows[r], contributions.AsSpan(r * rows[r].Length, rows[r].Length));
    }

    private static void Refused(string message, Action action) => Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message);

    private static (TreeEnsemble Ensemble, double[][] Rows) Hard(Random random, int mostRows)
    {
        TreeData[] trees = [.. Enumerable.Range(0, random.Next(5)).Select(_ => RandomTrees.Tree(random, random.Next(8), RandomTrees.AllKinds))];
        var ensemble = new TreeEnsemble(new TreeEnsembleData(random.NextDouble(), trees), RandomTrees.AllKinds);
        if (random.Next(2) == 0) ensemble = RandomTrees.AsOfOthers(random, ensemble);
        return (ensemble, [.. Enumerable.Range(0, random.Next(mostRows + 1)).Select(_ => RandomTrees.HardRow(random, ensemble))]);
    }

    private static double[] Filled(int length) => [.. Enumerable.Repeat(double.NaN, length)];

    private static void Close(double[] expected, double[] own, double tolerance) => Assert.All(expected.Zip(own), pair => Assert.Equal(pair.First, pair.Second, tolerance));

    private static void Same(double[] expected, Action<double[]> explain)
    {
        // What was there before is overwritten.
        var own = Filled(expected.Length);
        explain(own);
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), own.Select(BitConverter.DoubleToInt64Bits));
    }
}
