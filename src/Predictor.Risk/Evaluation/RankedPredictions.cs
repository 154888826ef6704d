namespace Predictor.Risk.Evaluation;

/// <summary>
/// Rows sorted by prediction, with equal predictions taken together. Sums run over ties in the order of the rows and then over
/// predictions upwards, never in another order.
/// </summary>
internal sealed class RankedPredictions : PredictionWeights
{
    private readonly int[] _order;
    private readonly int[] _ends;

    private RankedPredictions(int[] order, int[] ends, double[] values, double[] positive, double[] negative)
        : base(values, positive, negative)
    {
        _order = order;
        _ends = ends;
    }

    /// <summary>Row indices by ascending prediction.</summary>
    public ReadOnlySpan<int> Order => _order;

    /// <summary>For each distinct prediction where its rows end in <see cref="Order"/>, exclusive.</summary>
    public ReadOnlySpan<int> Ends => _ends;

    /// <summary>Ranks the rows.</summary>
    public static RankedPredictions Of(ScoredRows rows)
    {
        var sorted = rows.Probabilities.ToArray();
        var order = new int[rows.Count];
        for (var row = 0; row < order.Length; row++)
            order[row] = row;

        Array.Sort(sorted, order);
        var ends = EndsOfTies(sorted);
        var values = new double[ends.Length];
        var positive = new double[ends.Length];
        var negative = new double[ends.Length];

        var start = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            // The sort is not stable: put ties back in the order of the rows.
            var ties = order.AsSpan(start, ends[i] - start);
            ties.Sort();
            values[i] = sorted[start];
            foreach (var row in ties)
                (rows.Labels[row] == 1 ? positive : negative)[i] += rows.Weights[row];

            start = ends[i];
        }

        return new RankedPredictions(order, ends, values, positive, negative);
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
