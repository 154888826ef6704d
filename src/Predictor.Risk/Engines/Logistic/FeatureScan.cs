using Predictor.Risk.Numerics;

namespace Predictor.Risk.Engines.Logistic;

/// <summary>What the selected rows hold of each feature.</summary>
internal sealed class FeatureScan
{
    private FeatureScan(int rows, double weight, FeatureSummary[] features)
    {
        Rows = rows;
        Weight = weight;
        Features = features;
    }

    public int Rows { get; }

    /// <summary>The sum of the weights.</summary>
    public double Weight { get; }

    public IReadOnlyList<FeatureSummary> Features { get; }

    public static FeatureScan Of(TrainingRows rows, int[] selection, OrderedChunks chunks, CancellationToken cancellation)
    {
        var features = rows.Columns.Count;
        var counts = FeatureCounts.For(rows.Columns);
        var weights = chunks.Sum(selection.Length, features + 1, (from, to, sum) =>
        {
            var mine = FeatureCounts.For(rows.Columns);
            for (var i = from; i < to; i++)
            {
                var row = rows.Row(selection[i]);
                var weight = rows.Weights[selection[i]];
                var mixed = RowSelection.Mix((ulong)selection[i] + 1);
                for (var f = 0; f < features; f++)
                {
                    if (mine[f].Add(row[f], mixed)) sum[f] += weight;
                }

                sum[features] += weight;
            }

            // Whole numbers and extremes come out the same in any order, unlike the weights.
            lock (counts)
            {
                for (var f = 0; f < features; f++)
                    counts[f].Add(mine[f]);
            }
        }, cancellation);

        return new FeatureScan(selection.Length, weights[features], [.. counts.Select((c, f) => c.Summary(weights[f]))]);
    }
}
