namespace Predictor.Risk.Evaluation;

/// <summary>
/// Rows sorted by prediction, with equal predictions taken together. All that the statistics of one row set need, bar the bootstrap, is
/// how much weight of either label stands at each distinct prediction. Sums run over ties in the order of the rows and then over
/// predictions upwards, never in another order.
/// </summary>
internal sealed class RankedPredictions
{
    private readonly int[] _order;
    private readonly int[] _ends;
    private readonly double[] _values;
    private readonly double[] _positive;
    private readonly double[] _negative;

    public RankedPredictions(ScoredRows rows)
    {
        var sorted = rows.Probabilities.ToArray();
        _order = new int[rows.Count];
        for (var row = 0; row < _order.Length; row++)
            _order[row] = row;

        Array.Sort(sorted, _order);
        _ends = EndsOfTies(sorted);
        _values = new double[_ends.Length];
        _positive = new double[_ends.Length];
        _negative = new double[_ends.Length];

        var start = 0;
        for (var i = 0; i < _ends.Length; i++)
        {
            // The sort is not stable: put ties back in the order of the rows.
            var ties = _order.AsSpan(start, _ends[i] - start);
            ties.Sort();
            _values[i] = sorted[start];
            foreach (var row in ties)
                (rows.Labels[row] == 1 ? _positive : _negative)[i] += rows.Weights[row];

            PositiveWeight += _positive[i];
            NegativeWeight += _negative[i];
            start = _ends[i];
        }
    }

    /// <summary>How many distinct predictions there are.</summary>
    public int Count => _values.Length;

    /// <summary>The distinct predictions, ascending.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The weight of the rows with label 1 at each distinct prediction.</summary>
    public ReadOnlySpan<double> Positive => _positive;

    /// <summary>The weight of the rows with label 0 at each distinct prediction.</summary>
    public ReadOnlySpan<double> Negative => _negative;

    /// <summary>Row indices by ascending prediction.</summary>
    public ReadOnlySpan<int> Order => _order;

    /// <summary>For each distinct prediction where its rows end in <see cref="Order"/>, exclusive.</summary>
    public ReadOnlySpan<int> Ends => _ends;

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

    private static int[] EndsOfTies(double[] sorted)
    {
        var ends = new List<int>();
        for (var i = 1; i <= sorted.Length; i++)
        {
            if (i == sorted.Length || sorted[i] != sorted[i - 1])
                ends.Add(i);
        }

        return [.. ends];
    }
}
