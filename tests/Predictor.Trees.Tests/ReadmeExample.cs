namespace Predictor.Trees.Tests;

/// <summary>The example of the library's README; a test holds the two to be the same.</summary>
internal static class ReadmeExample
{
    public static (TreeEnsemble Model, TreeEnsemble Read, double[] LogOdds, double Risk, double Explained) Run(
        double[] values, byte[] labels, double[] weights, string path, CancellationToken cancellation)
    {
        // README: from here
        TreeColumn[] columns = [new("age", Direction: +1), new("visits"), new("clinic", CategoryCount: 6), new("distance")];
        var table = BinnedTable.Of(columns, values, labels.Length, bins: 255, threads: 0, cancellation);

        // Four fifths to learn from; the loss on the others ends the training.
        var rows = Enumerable.Range(0, labels.Length);
        var options = new BoostingOptions { Trees = 500, LearningRate = 0.05, EarlyStoppingRounds = 30 };
        var result = new BoostedTreesTrainer(options).Train(
            table, labels, weights, [.. rows.Where(r => r % 5 > 0)], [.. rows.Where(r => r % 5 == 0)], progress: null, cancellation);
        var model = result.Ensemble.First(result.BestRounds);

        var logOdds = new double[labels.Length];
        model.Score(values, logOdds, threads: 0, cancellation);
        var risk = 1 / (1 + Math.Exp(-logOdds[0]));

        // What each column adds to the first row's log-odds: with the baseline they sum to it.
        var explainer = new TreeExplainer(model);
        var contributions = new double[columns.Length];
        explainer.Contribute(values.AsSpan(0, columns.Length), contributions);
        var explained = explainer.Baseline + contributions.Sum();

        using (var file = File.Create(path)) LightGBMText.Write(model, file);
        var read = LightGBMText.Read(File.ReadAllBytes(path));
        // README: to here
        return (model, read, logOdds, risk, explained);
    }
}
