using Predictor.Trees.Numerics;

namespace Predictor.Risk.Evaluation.Learned;

/// <summary>Draws rows to look at more closely: all rows of some clients, so that no client counts by halves.</summary>
internal static class RowSample
{
    /// <summary>The rows of clients drawn in turn until there are enough; all rows where there are no more than that.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="most">Stop before this many are passed.</param>
    /// <param name="seed">What is drawn from.</param>
    /// <returns>Row indices, ascending.</returns>
    public static int[] Of(ScoredRows rows, int most, ulong seed)
    {
        if (rows.Count <= most) return [.. Enumerable.Range(0, rows.Count)];
        var ofClient = Enumerable.Range(0, rows.Count).GroupBy(row => rows.Clients[row]).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        var random = SplitMix64.ForStream(seed, ofClient.Length);
        var drawn = new List<int>(most);
        for (var left = ofClient.Length; left > 0; left--)
        {
            var next = random.NextBelow(left);
            (ofClient[next], ofClient[left - 1]) = (ofClient[left - 1], ofClient[next]);
            if (drawn.Count + ofClient[left - 1].Length > most) break;
            drawn.AddRange(ofClient[left - 1]);
        }

        drawn.Sort();
        return [.. drawn];
    }

    /// <summary>The rows' values out of those of all rows, row-major.</summary>
    public static double[] Picked(double[] values, int[] rows, int columns)
    {
        var picked = new double[rows.Length * columns];
        for (var i = 0; i < rows.Length; i++) values.AsSpan(rows[i] * columns, columns).CopyTo(picked.AsSpan(i * columns, columns));
        return picked;
    }
}
