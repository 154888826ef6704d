using Xunit;

namespace Predictor.Trees.Tests.Explaining;

public class InterventionalExplainerTests
{
    [Fact]
    public void Contributions_are_those_of_the_definition() => TestTable.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var ensemble = RandomTrees.Ensemble(random, random.Next(4), random.Next(8));
        if (random.Next(2) == 0) ensemble = RandomTrees.AsOfOthers(random, ensemble);
        double[][] background = [.. Enumerable.Range(0, 1 + random.Next(12)).Select(_ => RandomTrees.HardRow(random, ensemble))];
        var explainer = new InterventionalExplainer(ensemble, background.SelectMany(b => b).ToArray());
        Assert.Equal(background.Average(b => ensemble.Score(b)), explainer.Baseline, 1e-12);
        for (var i = 0; i < 3; i++)
        {
            var row = RandomTrees.HardRow(random, ensemble);
            var own = Enumerable.Repeat(double.NaN, row.Length).ToArray();
            explainer.Contribute(row, own);
            Assert.All(LiteralShapley.Interventional(ensemble, row, background).Zip(own), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
            Assert.Equal(ensemble.Score(row), explainer.Baseline + own.Sum(), 1e-9);
        }
    }, 200);

    [Fact]
    public void A_background_of_many_words_is_the_mean_of_its_parts()
    {
        var random = new Random(2);
        var ensemble = RandomTrees.Ensemble(random, 5, 6);
        double[][] background = [.. Enumerable.Range(0, 150).Select(_ => RandomTrees.Row(random))];
        var row = RandomTrees.Row(random);
        var mean = new double[row.Length];
        foreach (var b in background)
        {
            var one = new double[row.Length];
            new InterventionalExplainer(ensemble, b).Contribute(row, one);
            for (var c = 0; c < one.Length; c++) mean[c] += one[c] / background.Length;
        }

        var own = new double[row.Length];
        new InterventionalExplainer(ensemble, background.SelectMany(b => b).ToArray()).Contribute(row, own);
        Assert.All(mean.Zip(own), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Many_rows_are_explained_as_each_alone_at_any_number_of_threads()
    {
        var random = new Random(6);
        var ensemble = RandomTrees.Ensemble(random, 5, 5);
        var explainer = new InterventionalExplainer(ensemble, Enumerable.Range(0, 70).SelectMany(_ => RandomTrees.Row(random)).ToArray());
        var values = Enumerable.Range(0, 40).SelectMany(_ => RandomTrees.HardRow(random, ensemble)).ToArray();
        var expected = new double[values.Length];
        for (var at = 0; at < values.Length; at += 5) explainer.Contribute(values.AsSpan(at, 5), expected.AsSpan(at, 5));
        foreach (var threads in new[] { 1, 3, 0 })
        {
            var own = new double[values.Length];
            explainer.Contribute(values, own, threads, default);
            Assert.Equal(expected, own);
        }
    }

    [Fact]
    public void A_column_that_the_score_does_not_use_is_given_nothing()
    {
        // Where two columns go together in the training, the path-dependent values of the unused one would be nothing too; here it holds by definition, for any covers.
        var random = new Random(9);
        var ensemble = RandomTrees.Ensemble(random, 4, 5);
        TreeColumn[] columns = [.. ensemble.Columns, new TreeColumn("unused")];
        var wider = new TreeEnsemble(ensemble.Data, columns);
        var own = new double[6];
        new InterventionalExplainer(wider, [.. RandomTrees.Row(random), 3]).Contribute([.. RandomTrees.Row(random), 4], own);
        Assert.Equal(0, own[5]);
    }

    [Fact]
    public void What_is_no_table_or_no_background_is_refused()
    {
        var ensemble = RandomTrees.Ensemble(new Random(1), 1, 2);
        Refused("There are no background rows; expected at least one.", () => Explainer([]));
        Refused("7 values; expected 5 a row.", () => Explainer(new double[7]));
        var explainer = Explainer(new double[5]);
        Refused("4 entries; expected 5", () => explainer.Contribute(new double[4], new double[5]));
        Refused("6 entries; expected 5", () => explainer.Contribute(new double[5], new double[6]));
        Refused("7 values; expected 5 a row.", () => explainer.Contribute(new double[7], new double[7], 1, default));
        Refused("5 contributions for 10 values", () => explainer.Contribute(new double[10], new double[5], 1, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => explainer.Contribute(new double[5], new double[5], -1, default));
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => explainer.Contribute(new double[5], new double[5], 1, cancellation.Token));

        InterventionalExplainer Explainer(double[] background) => new(ensemble, background);
    }

    private static void Refused(string message, Action action) => Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message);
}
