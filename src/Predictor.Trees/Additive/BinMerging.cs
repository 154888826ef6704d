namespace Predictor.Trees.Additive;

/// <summary>Merges neighbouring bins of a shape that are nearly alike. What is in order stays in order.</summary>
internal static class BinMerging
{
    /// <summary>
    /// Sets the merged bins to their weighted mean: the pair of neighbours whose merging changes the shape least comes first, as long as the root of the
    /// weighted mean square of all changes stays within the tolerance.
    /// </summary>
    /// <param name="values">Changed in place.</param>
    /// <param name="weights">One a bin.</param>
    /// <param name="totalWeight">Of all rows, those without a value among them.</param>
    /// <param name="tolerance">In log-odds.</param>
    public static void Merge(Span<double> values, ReadOnlySpan<double> weights, double totalWeight, double tolerance)
    {
        // Each stretch: its first bin, its weight, its mean, and the squares about the mean.
        var stretches = new List<(int From, double Weight, double Mean)>();
        for (var b = 0; b < values.Length; b++) stretches.Add((b, weights[b], values[b]));
        var left = tolerance * tolerance * totalWeight;
        while (stretches.Count > 1)
        {
            var (best, cost) = (0, double.PositiveInfinity);
            for (var i = 0; i + 1 < stretches.Count; i++)
            {
                // What Ward's merging adds to the squares about the means.
                var (a, b) = (stretches[i], stretches[i + 1]);
                var difference = a.Mean - b.Mean;
                var own = a.Weight + b.Weight == 0 ? 0 : a.Weight * b.Weight / (a.Weight + b.Weight) * difference * difference;
                if (own < cost) (best, cost) = (i, own);
            }

            if (cost > left) break;
            left -= cost;
            var (x, y) = (stretches[best], stretches[best + 1]);
            var weight = x.Weight + y.Weight;
            // Rounding must not lift a mean out of what it is a mean of.
            var mean = weight == 0 ? x.Mean : Math.Clamp(((x.Weight * x.Mean) + (y.Weight * y.Mean)) / weight, Math.Min(x.Mean, y.Mean), Math.Max(x.Mean, y.Mean));
            stretches[best] = (x.From, weight, mean);
            stretches.RemoveAt(best + 1);
        }

        for (var i = 0; i < stretches.Count; i++)
        {
            var to = i + 1 < stretches.Count ? stretches[i + 1].From : values.Length;
            values[stretches[i].From..to].Fill(stretches[i].Mean);
        }
    }
}
