namespace Predictor.Risk.Evaluation;

/// <summary>How much weight of rows with either label stands at each distinct prediction: all that the statistics of one set of rows need.</summary>
internal class PredictionWeights
{
    private readonly double[] _values;
    private readonly double[] _positive;
    private readonly double[] _negative;

    /// <summary>Takes the arrays as they are, without a copy; they must not be changed afterwards.</summary>
    /// <param name="values">Distinct predictions, ascending, from 0 to 1.</param>
    /// <param name="positive">At each of them the weight of the rows with label 1, 0 or more.</param>
    /// <param name="negative">The same of the rows with label 0.</param>
    public PredictionWeights(double[] values, double[] positive, double[] negative)
    {
        _values = values;
        _positive = positive;
        _negative = negative;
        foreach (var weight in positive) PositiveWeight += weight;
        foreach (var weight in negative) NegativeWeight += weight;
    }

    /// <summary>How many distinct predictions there are.</summary>
    public int Count => _values.Length;

    /// <summary>The distinct predictions, ascending.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The weight of the rows with label 1 at each distinct prediction.</summary>
    public ReadOnlySpan<double> Positive => _positive;

    /// <summary>The weight of the rows with label 0 at each distinct prediction.</summary>
    public ReadOnlySpan<double> Negative => _negative;

    /// <summary>The weight of all rows with label 1.</summary>
    public double PositiveWeight { get; }

    /// <summary>The weight of all rows with label 0.</summary>
    public double NegativeWeight { get; }

    /// <summary>The weight of all rows.</summary>
    public double Weight => PositiveWeight + NegativeWeight;

    /// <summary>Why nothing that compares the labels can be said of these rows; null where both labels occur.</summary>
    public string? WhyNotBothLabels()
    {
        if (Count == 0)
            return "no rows";
        if (PositiveWeight == 0)
            return "no row with label 1";

        return NegativeWeight == 0 ? "no row with label 0" : null;
    }
}
