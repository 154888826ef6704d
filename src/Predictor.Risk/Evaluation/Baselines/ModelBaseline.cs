using Predictor.Risk.Engines.Logistic;

namespace Predictor.Risk.Evaluation.Baselines;

/// <summary>A plainer model to compare with, learned from the same training rows.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Model">Its log-odds are taken as they are.</param>
internal sealed record ModelBaseline(string Name, LogisticModel Model)
{
    /// <summary>The predicted probability of each row.</summary>
    /// <param name="values">Row-major, rows x columns, the columns as in training.</param>
    /// <param name="columns">How many columns there are.</param>
    public double[] Predict(double[] values, int columns)
    {
        var probabilities = new double[values.Length / columns];
        for (var row = 0; row < probabilities.Length; row++)
            probabilities[row] = LogOdds.ProspectOf(Model.LogOdds(values.AsSpan(row * columns, columns))).OfOne;

        return probabilities;
    }
}
