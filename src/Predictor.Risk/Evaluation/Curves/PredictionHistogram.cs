namespace Predictor.Risk.Evaluation.Curves;

/// <summary>How the predictions are spread, in bins of 5 percentage points.</summary>
internal static class PredictionHistogram
{
    private const int Bins = 20;

    public static IReadOnlyList<PredictionBin> Of(ScoredRows rows)
    {
        var (counts, weights, all) = (new int[Bins], new double[Bins], 0.0);
        for (var row = 0; row < rows.Count; row++)
        {
            var bin = BinOf(rows.Probabilities[row]);
            counts[bin]++;
            weights[bin] += rows.Weights[row];
            all += rows.Weights[row];
        }

        return [.. Enumerable.Range(0, Bins).Select(bin => new PredictionBin(Edge(bin), Edge(bin + 1), counts[bin], weights[bin] / all))];
    }

    private static double Edge(int bin) => bin / (double)Bins;

    /// <summary>The product rounds: a prediction that is an edge to the last bit belongs above it.</summary>
    private static int BinOf(double probability)
    {
        var bin = (int)(probability * Bins);
        if (probability < Edge(bin))
            bin--;
        else if (probability >= Edge(bin + 1))
            bin++;
        return Math.Min(bin, Bins - 1);
    }
}
