using Predictor.Risk.Numerics;

namespace Predictor.Risk.Engines.Logistic;

/// <summary>What the training rows hold of each feature.</summary>
internal sealed class FeatureScan
{
    private FeatureScan(double weight, FeatureSummary[] features)
    {
        Weight = weight;
        Features = features;
    }

    /// <summary>The sum of the weights.</summary>
    public double Weight { get; }

    public IReadOnlyList<FeatureSummary> Features { get; }

    public static FeatureScan Of(TrainingRows rows, OrderedChunks chunks, CancellationToken cancellation)
    {
        var features = rows.Columns.Count;
        var counts = FeatureCounts.For(rows.Columns);
        var weights = chunks.Sum(rows.RowCount, features + 1, (from, to, sum) =>
        {
            var mine = FeatureCounts.For(rows.Columns);
            for (var i = from; i < to; i++)
            {
                var row = rows.Row(i);
                var weight = rows.Weights[i];
                var mixed = RowSelection.Mix((ulong)i + 1);
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

        return new FeatureScan(weights[features], [.. counts.Select((c, f) => c.Summary(weights[f]))]);
    }
}
