using Predictor.Trees.Numerics;

namespace Predictor.Risk.Evaluation.Learned;

/// <summary>Scores rows that were each given some columns of another row.</summary>
internal static class ShuffledFamily
{
    /// <param name="explained">The rows.</param>
    /// <param name="features">The columns that are shuffled, all alike.</param>
    /// <param name="seed">What is drawn from; with the same seed every family is shuffled alike.</param>
    public static double[] Probabilities(ExplainedRows explained, IReadOnlyList<int> features, ulong seed)
    {
        var (count, columns) = (explained.Rows.Count, explained.Features.Count);
        int[] from = [.. Enumerable.Range(0, count)];
        var random = SplitMix64.ForStream(seed, count);
        for (var left = count; left > 1; left--)
        {
            var next = random.NextBelow(left);
            (from[next], from[left - 1]) = (from[left - 1], from[next]);
        }

        var probabilities = new double[count];
        Parallel.For(0, count, row =>
        {
            Span<double> mixed = explained.Values.AsSpan(row * columns, columns).ToArray();
            foreach (var feature in features) mixed[feature] = explained.Value(from[row], feature);
            probabilities[row] = explained.Head.Probability(mixed);
        });
        return probabilities;
    }
}
