using Predictor.Risk.Engines;

namespace Predictor.Risk.Evaluation.Baselines;

/// <summary>A rule with its rates. Written as JSON and read back it predicts the same bits.</summary>
public sealed class FittedRuleBaseline
{
    /// <exception cref="ArgumentException">
    /// The cut points do not rise, there is not one rate a step, or a rate is not between 0 and 1.
    /// </exception>
    public FittedRuleBaseline(
        string name, IReadOnlyList<string> features, IReadOnlyList<double> cutPoints, IReadOnlyList<double> rates, double missingRate)
    {
        if (rates.Count != cutPoints.Count + 1)
            throw new ArgumentException(
                $"Baseline {name} has {rates.Count} rates; expected {cutPoints.Count + 1}, one more than cut points.", nameof(rates));
        for (var i = 1; i < cutPoints.Count; i++)
        {
            if (!(cutPoints[i] > cutPoints[i - 1]))
                throw new ArgumentException(
                    $"Baseline {name}: cut point {i} is {cutPoints[i]}; expected more than {cutPoints[i - 1]}, the one before.", nameof(cutPoints));
        }

        foreach (var rate in (ReadOnlySpan<double>)[.. rates, missingRate])
        {
            if (!(rate > 0 && rate < 1))
                throw new ArgumentException($"Baseline {name}: a rate is {rate}; expected between 0 and 1.", nameof(rates));
        }

        Name = name;
        Features = features;
        CutPoints = cutPoints;
        Rates = rates;
        MissingRate = missingRate;
    }

    /// <summary>What it is called in reports.</summary>
    public string Name { get; }

    /// <summary>The codes of the features it looks at; the largest counts. Empty for none.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>Ascending; a value's step is the number of cut points at or below it.</summary>
    public IReadOnlyList<double> CutPoints { get; }

    /// <summary>The predicted probability in each step: one more than there are cut points.</summary>
    public IReadOnlyList<double> Rates { get; }

    /// <summary>The predicted probability where the feature is missing.</summary>
    public double MissingRate { get; }

    /// <summary>The predicted probability for one value of the feature; NaN is a missing value.</summary>
    public double Predict(double value)
    {
        var step = StepOf(value, CutPoints);
        return step < Rates.Count ? Rates[step] : MissingRate;
    }

    /// <summary>The predicted probability of each row.</summary>
    /// <param name="columns">The columns of the rows.</param>
    /// <param name="values">Row-major, rows x columns.</param>
    /// <param name="rowCount">How many rows there are.</param>
    /// <exception cref="ArgumentException">The table lacks every feature.</exception>
    public double[] Predict(IReadOnlyList<FeatureColumn> columns, double[] values, int rowCount)
    {
        var read = FeatureTable.Required(columns, Features);
        var probabilities = new double[rowCount];
        for (var row = 0; row < rowCount; row++)
            probabilities[row] = Predict(FeatureTable.Largest(values.AsSpan(row * columns.Count, columns.Count), read));

        return probabilities;
    }

    /// <summary>The step of a value; the one after the last is for missing values.</summary>
    internal static int StepOf(double value, IReadOnlyList<double> cutPoints)
    {
        if (double.IsNaN(value))
            return cutPoints.Count + 1;

        var step = 0;
        while (step < cutPoints.Count && cutPoints[step] <= value)
            step++;

        return step;
    }
}
