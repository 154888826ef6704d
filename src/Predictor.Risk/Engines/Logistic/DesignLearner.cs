using Predictor.Risk.Numerics;

namespace Predictor.Risk.Engines.Logistic;

/// <summary>
/// Learns the columns of a design, and what standardises them, from the features and weights of all training rows. It never looks at a
/// label, so that the folds can share what it learns.
/// </summary>
internal static class DesignLearner
{
    public static Design Learn(TrainingRows rows, LogisticSettings settings, OrderedChunks chunks, CancellationToken cancellation)
    {
        var scan = FeatureScan.Of(rows, chunks, cancellation);
        var sample = RowSelection.OfSomeClients(rows, RowSelection.All(rows), settings.SubsetRows, cancellation);
        var ramps = new IReadOnlyList<DesignColumn>[rows.Columns.Count];
        chunks.ForEach(ramps.Length, f => ramps[f] = RampsOf(rows, sample, f, scan.Features[f], settings), cancellation);

        // A share as well as a number: what one row in ten thousand has is out of sight in the subset that picks the penalty.
        var minimumRows = Math.Max(settings.MinimumRows, rows.RowCount / 10_000);
        var patterns = new HashSet<ulong>();
        var columns = new List<DesignColumn> { DesignColumn.Intercept };
        for (var f = 0; f < ramps.Length; f++)
        {
            var summary = scan.Features[f];
            if (summary.Present < minimumRows) continue;

            columns.AddRange(ramps[f]);
            for (var level = 0; level < summary.LevelRows.Length; level++)
            {
                var code = level;
                if (summary.LevelRows[level] >= minimumRows && HaveClients(rows, f, value => value == code, settings.MinimumClients)) columns.Add(DesignColumn.OfLevel(f, level));
            }

            if (rows.RowCount - summary.Present >= minimumRows && HaveClients(rows, f, double.IsNaN, settings.MinimumClients) && patterns.Add(summary.MissingPattern))
                columns.Add(DesignColumn.OfMissing(f));
        }

        return Standardised(rows, columns, scan, chunks, cancellation);
    }

    /// <summary>
    /// True where enough clients show a value: many rows of one client tell of that client alone, and an effect learned from one must not
    /// speak for every other.
    /// </summary>
    private static bool HaveClients(TrainingRows rows, int feature, Func<double, bool> shows, int minimum)
    {
        var clients = new HashSet<int>();
        for (var i = 0; i < rows.RowCount && clients.Count < minimum; i++)
        {
            if (shows(rows.Values[((long)i * rows.Columns.Count) + feature])) clients.Add(rows.Clients[i]);
        }

        return clients.Count >= minimum;
    }

    private static List<DesignColumn> RampsOf(
        TrainingRows rows, int[] sample, int feature, FeatureSummary summary, LogisticSettings settings)
    {
        if (rows.Columns[feature].IsCategorical || summary.Present == 0) return [];

        var values = new List<double>(sample.Length);
        foreach (var i in sample)
        {
            var value = rows.Values[((long)i * rows.Columns.Count) + feature];
            if (!double.IsNaN(value)) values.Add(value);
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        var knots = Knots.Place(sorted, summary.Smallest, summary.Largest, settings);
        var ramps = new List<DesignColumn>();
        for (var k = 0; k + 1 < knots.Count; k++)
            ramps.Add(DesignColumn.Ramp(feature, k, knots[k], knots[k + 1]));
        return ramps;
    }

    private static Design Standardised(
        TrainingRows rows, List<DesignColumn> columns, FeatureScan scan, OrderedChunks chunks, CancellationToken cancellation)
    {
        double PresentWeight(DesignColumn column) =>
            column.Kind is DesignColumnKind.Ramp or DesignColumnKind.Level ? scan.Features[column.Feature].PresentWeight : scan.Weight;

        // A column is zero where its value is missing, which takes the row out of both sums.
        var raw = new Design(columns);
        var sums = Sum(rows, raw, squared: false, chunks, cancellation);
        var centred = raw.Columns.Select((c, i) => c.Kind == DesignColumnKind.Intercept ? c : c with { Mean = sums[i] / PresentWeight(c) }).ToArray();
        var squares = Sum(rows, new Design(centred), squared: true, chunks, cancellation);

        var standardised = new List<DesignColumn> { DesignColumn.Intercept };
        for (var i = 1; i < centred.Length; i++)
        {
            var deviation = Math.Sqrt(squares[i] / PresentWeight(centred[i]));
            // Rounding alone moves the mean of a constant column by some units in the last place.
            if (deviation > 1e-12 * Math.Abs(centred[i].Mean)) standardised.Add(centred[i] with { Scale = 1 / deviation });
        }

        return new Design(standardised);
    }

    private static double[] Sum(TrainingRows rows, Design design, bool squared, OrderedChunks chunks, CancellationToken cancellation)
    {
        return chunks.Sum(rows.RowCount, design.Stride, (from, to, sum) =>
        {
            var expanded = new double[design.Stride];
            for (var i = from; i < to; i++)
            {
                design.Expand(rows.Row(i), expanded);
                if (squared) Kernels.Square(expanded);
                Kernels.AddScaled(sum, rows.Weights[i], expanded);
            }
        }, cancellation);
    }
}
