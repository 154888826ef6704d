using Predictor.Risk.Engines;

namespace Predictor.Risk.Evaluation.Baselines;

/// <summary>
/// A rule that a clinic could follow without a model: one feature, or the largest of a few, cut into a few steps, each with the rate of label 1 seen in
/// training.
/// </summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Features">The codes of the features it looks at; the largest counts. Empty for none.</param>
/// <param name="CutPoints">Ascending; a value's step is the number of cut points at or below it. Missing is a step of its own.</param>
public sealed record RuleBaseline(string Name, IReadOnlyList<string> Features, IReadOnlyList<double> CutPoints)
{
    /// <summary>
    /// The weight of the base rate in every step's rate, in rows of weight 1: rate = (positive weight + 1 * base rate) / (weight + 1). It
    /// gives an empty step the base rate, keeps a one-sided step away from 0 and 1, and changes a well-filled one little.
    /// </summary>
    internal const double BaseRateWeight = 1;

    /// <summary>Whether a table has a feature that the rule looks at.</summary>
    public bool CanRead(TrainingRows rows) => Features.Count == 0 || FeatureTable.ColumnsOf(rows.Columns, Features).Length > 0;

    /// <summary>Learns the rates from the training side.</summary>
    /// <exception cref="ArgumentException">The table lacks every feature, or its rows do not have both labels.</exception>
    public FittedRuleBaseline Fit(TrainingRows rows)
    {
        var columns = FeatureTable.Required(rows.Columns, Features);
        var positive = new double[CutPoints.Count + 2];
        var weight = new double[CutPoints.Count + 2];
        var (allPositive, allWeight) = (0.0, 0.0);
        for (var row = 0; row < rows.RowCount; row++)
        {
            var step = FittedRuleBaseline.StepOf(FeatureTable.Largest(rows.Row(row), columns), CutPoints);
            weight[step] += rows.Weights[row];
            allWeight += rows.Weights[row];
            if (rows.Labels[row] == 0)
                continue;

            positive[step] += rows.Weights[row];
            allPositive += rows.Weights[row];
        }

        var baseRate = allPositive / allWeight;
        if (!(baseRate > 0 && baseRate < 1))
            throw new ArgumentException(
                $"Baseline {Name}: the share of label 1 among {rows.RowCount} training rows is {baseRate}; expected rows of both labels.",
                nameof(rows));

        var rates = new double[positive.Length];
        for (var step = 0; step < rates.Length; step++)
            rates[step] = (positive[step] + BaseRateWeight * baseRate) / (weight[step] + BaseRateWeight);

        return new FittedRuleBaseline(Name, Features, CutPoints, rates[..^1], rates[^1]);
    }
}
