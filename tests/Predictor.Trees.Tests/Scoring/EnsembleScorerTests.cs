using System.Runtime.Intrinsics;
using Predictor.Trees.Lanes;
using Predictor.Trees.Scoring;
using Xunit;

namespace Predictor.Trees.Tests.Scoring;

public class EnsembleScorerTests
{
    [Fact]
    public void Every_way_of_scoring_gives_the_bits_of_the_definition() => TestTable.HoldsForSeeds(seed =>
    {
        // From single leaves to more leaves than a word has bits, side by side; as many trees as are walked at once, fewer and more.
        var random = new Random(seed);
        TreeData[] trees = [.. Enumerable.Range(0, random.Next(30)).Select(_ => RandomTrees.Tree(random, random.Next(9), RandomTrees.AllKinds))];
        var ensemble = new TreeEnsemble(new TreeEnsembleData(random.NextDouble() - 0.5, trees), RandomTrees.AllKinds);
        if (random.Next(2) == 0) ensemble = RandomTrees.AsOfOthers(random, ensemble);
        double[][] rows = [.. Enumerable.Range(0, random.Next(100)).Select(_ => RandomTrees.HardRow(random, ensemble))];
        double[] expected = [.. rows.Select(row => LiteralWalk.Score(ensemble, row))];
        var values = rows.SelectMany(row => row).ToArray();
        var scorer = new EnsembleScorer(ensemble);

        Same(expected, [.. rows.Select(row => ensemble.Score(row))]);
        Same(expected, scores => ensemble.Score(values, scores, 1, default));
        Same(expected, scores => scorer.Score(values, scores));
        Same(expected, scores => scorer.ScoreEach(values, scores));
        Same(expected, scores => scorer.Score<double, OneLane>(values, scores));
        Same(expected, scores => scorer.Score<Two<double>, Twice<double, OneLane>>(values, scores));
        if (Lanes256.IsSupported) Same(expected, scores => scorer.Score<Vector256<double>, Lanes256>(values, scores));
        if (Lanes512.IsSupported) Same(expected, scores => scorer.Score<Vector512<double>, Lanes512>(values, scores));
    }, 300);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(48)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public void Each_leaf_of_a_tree_is_found(int leaves)
    {
        // A chain: leaf n takes what is at most n, and the last one all the rest.
        var nodes = Enumerable.Range(0, 2 * leaves - 1).ToArray();
        var tree = new TreeData
        {
            Column = [.. nodes.Select(n => IsSplit(n) ? 0 : TreeData.Leaf)],
            Threshold = [.. nodes.Select(n => IsSplit(n) ? n / 2 : 0.0)],
            MissingGoesLeft = [.. nodes.Select(n => IsSplit(n) && n / 2 == 3)],
            Left = [.. nodes.Select(n => IsSplit(n) ? n + 1 : 0)],
            Right = [.. nodes.Select(n => IsSplit(n) ? n + 2 : 0)],
            Value = [.. nodes.Select(n => IsSplit(n) ? 0 : 100.0 + n)],
            Cover = [.. nodes.Select(n => n % 2 == 1 ? 1.0 : leaves - n / 2)],
        };
        var ensemble = new TreeEnsemble(new TreeEnsembleData(0, [tree]), [new TreeColumn("x")]);
        double[] rows = [.. Enumerable.Range(0, leaves).Select(l => (double)l), double.NaN];
        double[] expected = [.. rows.Select(x => LiteralWalk.Score(ensemble, [x]))];
        Assert.Equal(leaves, expected.Distinct().Count());
        Same(expected, scores => ensemble.Score(rows, scores, 1, default));
        Same(expected, [.. rows.Select(x => ensemble.Score([x]))]);
        if (Lanes256.IsSupported) Same(expected, scores => new EnsembleScorer(ensemble).Score<Vector256<double>, Lanes256>(rows, scores));
        Same(expected, scores => new EnsembleScorer(ensemble).Score<double, OneLane>(rows, scores));

        bool IsSplit(int n) => n % 2 == 0 && n < 2 * leaves - 2;
    }

    [Fact]
    public void Values_are_added_in_the_order_of_the_trees()
    {
        // In any other order the ones are lost, or not lost.
        double[] values = [1, 1e17, 1, -1e17, 1, 1e17, -1e17, 3, 1e17, 1, -1e17];
        var ensemble = new TreeEnsemble(new TreeEnsembleData(0.25, [.. values.Select((v, i) => Stump(v, deep: i % 3))]), [new TreeColumn("x")]);
        var expected = 0.25;
        foreach (var value in values) expected += value;
        Same([expected], [ensemble.Score([1])]);
        Same([.. Enumerable.Repeat(expected, 70)], scores => ensemble.Score(Enumerable.Repeat(1.0, 70).ToArray(), scores, 1, default));

        // Trees of different depths, so that the order of walking is another.
        static TreeData Stump(double value, int deep) => deep == 0
            ? new TreeData { Column = [-1], Threshold = [0], MissingGoesLeft = [false], Left = [0], Right = [0], Value = [value], Cover = [4] }
            : deep == 1
                ? new TreeData { Column = [0, -1, -1], Threshold = [1, 0, 0], MissingGoesLeft = [false, false, false], Left = [1, 0, 0], Right = [2, 0, 0], Value = [0, value, 7], Cover = [4, 2, 2] }
                : new TreeData
                {
                    Column = [0, -1, 0, -1, -1],
                    Threshold = [0, 0, 1, 0, 0],
                    MissingGoesLeft = [false, false, false, false, false],
                    Left = [1, 0, 3, 0, 0],
                    Right = [2, 0, 4, 0, 0],
                    Value = [0, 5, 0, value, 7],
                    Cover = [4, 2, 2, 1, 1],
                };
    }

    [Fact]
    public void Rows_without_columns_and_tables_without_rows_score_too()
    {
        var leaf = new TreeData { Column = [-1], Threshold = [0], MissingGoesLeft = [false], Left = [0], Right = [0], Value = [0.5], Cover = [1] };
        var ensemble = new TreeEnsemble(new TreeEnsembleData(0.25, [leaf]), []);
        Same([.. Enumerable.Repeat(0.75, 50)], scores => ensemble.Score(ReadOnlyMemory<double>.Empty, scores, 1, default));
        Same([0.75], [ensemble.Score([])]);
        RandomTrees.Ensemble(new Random(1), 3, 3).Score(ReadOnlyMemory<double>.Empty, Memory<double>.Empty, 0, default);
    }

    [Fact]
    public void Wide_tables_score_too()
    {
        // More than there is room for on the stack.
        var random = new Random(8);
        TreeColumn[] columns = [.. Enumerable.Range(0, 1500).Select(i => new TreeColumn($"x{i}", i % 3 == 0 ? 4 : 0))];
        var ensemble = RandomTrees.AsOfOthers(random, RandomTrees.Ensemble(random, 40, 6, columns));
        double[][] rows = [.. Enumerable.Range(0, 40).Select(_ => RandomTrees.HardRow(random, ensemble))];
        Same([.. rows.Select(r => LiteralWalk.Score(ensemble, r))], [.. rows.Select(r => ensemble.Score(r))]);
        Same([.. rows.Select(r => LiteralWalk.Score(ensemble, r))], scores => ensemble.Score(rows.SelectMany(r => r).ToArray(), scores, 1, default));
    }

    [Fact]
    public void Scoring_many_rows_ends_when_it_is_cancelled()
    {
        var ensemble = RandomTrees.Ensemble(new Random(1), 3, 3);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => ensemble.Score(new double[50], new double[10], 1, cancellation.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => ensemble.Score(new double[50_000], new double[10_000], 2, cancellation.Token));
    }

    private static void Same(double[] expected, Action<double[]> score)
    {
        // What was there before is overwritten.
        var scores = Enumerable.Repeat(double.NaN, expected.Length).ToArray();
        score(scores);
        Same(expected, scores);
    }

    private static void Same(double[] expected, double[] scores) => Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), scores.Select(BitConverter.DoubleToInt64Bits));
}
