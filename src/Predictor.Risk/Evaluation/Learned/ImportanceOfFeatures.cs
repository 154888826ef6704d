using Predictor.Risk.Features;

namespace Predictor.Risk.Evaluation.Learned;

/// <summary>Mean absolute contributions, of features and of families, with intervals.</summary>
internal static class ImportanceOfFeatures
{
    /// <summary>The features that move any score, the strongest first; of equals the one that stands first in the table.</summary>
    public static IReadOnlyList<FeatureImportance> Of(ExplainedRows explained, ClientDraws draws, CancellationToken cancellation)
    {
        var features = explained.Features;
        var byClient = new double[features.Count][];
        for (var f = 0; f < byClient.Length; f++)
        {
            var feature = f;
            byClient[f] = Sums(explained, draws, row => Math.Abs(explained.Contribution(row, feature)));
        }

        var weights = Sums(explained, draws, _ => 1);
        var used = Enumerable.Range(0, features.Count).Where(f => byClient[f].Any(s => s > 0)).ToList();
        var repeats = used.ToDictionary(f => f, _ => new double[draws.Repeats]);
        draws.ForEach(
            (repeat, times) =>
            {
                foreach (var f in used) repeats[f][repeat] = Mean(byClient[f], weights, times);
            },
            cancellation);
        var once = new int[draws.Clients.Count];
        Array.Fill(once, 1);
        return
        [
            .. used.Select(f => (Slot: features.Slots[f].Feature, Mean: Mean(byClient[f], weights, once), Repeats: repeats[f]))
                .OrderByDescending(f => f.Mean)
                .Select(f => new FeatureImportance(f.Slot.Code, f.Slot.Name, FamilyNames.Of(f.Slot.Family), f.Mean, draws.HasIntervals ? BootstrapFigures.IntervalOf(f.Repeats).Value : null)),
        ];
    }

    /// <summary>The weighted mean over rows of what a family's features contribute together, without its sign.</summary>
    public static double OfFamily(ExplainedRows explained, IReadOnlyList<int> features)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var row = 0; row < explained.Rows.Count; row++)
        {
            var together = 0.0;
            foreach (var feature in features) together += explained.Contribution(row, feature);
            sum += explained.Rows.Weights[row] * Math.Abs(together);
            weight += explained.Rows.Weights[row];
        }

        return sum / weight;
    }

    private static double[] Sums(ExplainedRows explained, ClientDraws draws, Func<int, double> value)
    {
        var sums = new double[draws.Clients.Count];
        for (var row = 0; row < explained.Rows.Count; row++) sums[draws.Clients.Of(explained.Rows.Clients[row])] += explained.Rows.Weights[row] * value(row);
        return sums;
    }

    private static double Mean(double[] sums, double[] weights, int[] times)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var client = 0; client < times.Length; client++)
        {
            sum += times[client] * sums[client];
            weight += times[client] * weights[client];
        }

        return sum / weight;
    }
}
