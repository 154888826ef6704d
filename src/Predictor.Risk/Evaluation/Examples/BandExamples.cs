using Predictor.Risk.Features;
using Predictor.Risk.Numerics;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Evaluation.Examples;

/// <summary>Makes the example of a band out of the rows judged.</summary>
internal static class BandExamples
{
    private const int FeaturesTold = 8;

    // A band that a clinic acts on, and where there are too few in it the next.
    private static readonly string[] Preferred = ["high", "very-high", "moderate"];

    /// <param name="head">The model.</param>
    /// <param name="features">Its columns.</param>
    /// <param name="values">Row-major, rows x columns.</param>
    /// <param name="probabilities">The prediction of each row.</param>
    /// <param name="clients">The client of each row.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Null where no band has enough clients.</returns>
    public static BandExample? Of(ModelHead head, FeatureSet features, double[] values, ReadOnlySpan<double> probabilities, ReadOnlySpan<int> clients, CancellationToken cancellation)
    {
        foreach (var band in Preferred)
        {
            var rows = new List<int>();
            var seen = new HashSet<int>();
            for (var row = 0; row < probabilities.Length; row++)
            {
                if (head.Bands.Of(probabilities[row]) != band) continue;
                rows.Add(row);
                seen.Add(clients[row]);
            }

            if (seen.Count >= BandExample.FewestClients) return Of(band, rows, seen.Count, head, features, values, cancellation);
        }

        return null;
    }

    private static BandExample Of(string band, List<int> rows, int clients, ModelHead head, FeatureSet features, double[] values, CancellationToken cancellation)
    {
        var shares = Array.ConvertAll(Sums(rows, head, features, values, cancellation), sum => head.Calibration.Contribution(sum) / rows.Count);
        var baseline = head.Calibration.LogOdds(head.Model.BaselineLogOdds);
        return new BandExample
        {
            Band = band,
            Rows = rows.Count,
            Clients = clients,
            BaselineLogOdds = baseline,
            LogOdds = baseline + shares.Sum(),
            Families =
            [
                .. shares.Select((share, i) => (Family: FamilyNames.Of(features.Slots[i].Feature.Family), Share: share)).GroupBy(s => s.Family, StringComparer.Ordinal)
                    .Select(g => new FamilyShare(g.Key, g.Sum(s => s.Share))).OrderByDescending(f => Math.Abs(f.LogOdds)).ThenBy(f => f.Family, StringComparer.Ordinal),
            ],
            Features =
            [
                .. Enumerable.Range(0, shares.Length).Where(i => shares[i] != 0).OrderByDescending(i => Math.Abs(shares[i])).ThenBy(i => i).Take(FeaturesTold)
                    .Select(i => Told(i, shares[i], rows, features, values)),
            ],
        };
    }

    /// <summary>The sum of each column's contributions before calibration, the same bits at any number of threads.</summary>
    private static double[] Sums(List<int> rows, ModelHead head, FeatureSet features, double[] values, CancellationToken cancellation) =>
        new OrderedChunks(-1).Sum(
            rows.Count,
            features.Count,
            (from, to, sums) =>
            {
                var contributions = new double[features.Count];
                for (var i = from; i < to; i++)
                {
                    head.Model.Contribute(values.AsSpan(rows[i] * features.Count, features.Count), contributions);
                    for (var column = 0; column < contributions.Length; column++) sums[column] += contributions[column];
                }
            },
            cancellation);

    private static FeatureShare Told(int column, double share, List<int> rows, FeatureSet features, double[] values)
    {
        var slot = features.Slots[column];
        var present = rows.Select(row => values[(row * features.Count) + column]).Where(value => !double.IsNaN(value)).Order().ToList();
        double? median = present.Count == 0 || slot.Categories is not null ? null : (present[(present.Count - 1) / 2] + present[present.Count / 2]) / 2;
        var mostFrequent = slot.Categories is null || present.Count == 0 ? null : slot.CategoryOf(present.CountBy(code => code).OrderByDescending(c => c.Value).ThenBy(c => c.Key).First().Key);
        return new FeatureShare(slot.Feature.Code, slot.Feature.Name, slot.Feature.Unit, share, median, mostFrequent, 1 - (present.Count / (double)rows.Count));
    }
}
