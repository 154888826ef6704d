namespace Predictor.Risk.Evaluation.Learned;

/// <summary>Puts the rows into bins by one feature and tells what it contributes in each.</summary>
internal static class DependenceBins
{
    /// <summary>About so many bins for a number.</summary>
    internal const int MostBins = 10;

    public static Dependence Of(ExplainedRows explained, int feature)
    {
        var slot = explained.Features.Slots[feature];
        var rows = Enumerable.Range(0, explained.Rows.Count).ToLookup(row => double.IsNaN(explained.Value(row, feature)));
        var present = rows[false].OrderBy(row => explained.Value(row, feature)).ThenBy(row => row).ToArray();
        var bins = slot.Categories is null
            ? Numbers(present, row => explained.Value(row, feature))
            : [.. present.GroupBy(row => explained.Value(row, feature)).Select(g => g.ToArray())];
        if (rows[true].Any()) bins.Add([.. rows[true]]);
        return new Dependence(slot.Feature.Code, [.. bins.Where(HasEnoughClients).Select(Told)]);

        bool HasEnoughClients(int[] bin) => bin.Select(row => explained.Rows.Clients[row]).Distinct().Count() >= Fairness.FairnessAudit.FewestClients;

        DependenceBin Told(int[] bin)
        {
            double[] contributions = [.. bin.Select(row => explained.Contribution(row, feature)).Order()];
            var (from, to) = (explained.Value(bin[0], feature), explained.Value(bin[^1], feature));
            var isNumber = slot.Categories is null && !double.IsNaN(from);
            return new DependenceBin(
                isNumber ? from : null,
                isNumber ? to : null,
                slot.CategoryOf(from),
                bin.Length,
                contributions.Average(),
                contributions[(int)(0.1 * (bin.Length - 1))],
                contributions[(int)Math.Ceiling(0.9 * (bin.Length - 1))]);
        }
    }

    /// <summary>Bins of about equal size; equal values are never parted.</summary>
    private static List<int[]> Numbers(int[] ascending, Func<int, double> value)
    {
        var bins = new List<int[]>();
        var start = 0;
        while (start < ascending.Length)
        {
            var end = Math.Min(ascending.Length, start + Math.Max(1, (ascending.Length - start) / (MostBins - Math.Min(bins.Count, MostBins - 1))));
            while (end < ascending.Length && value(ascending[end]) == value(ascending[end - 1])) end++;
            bins.Add(ascending[start..end]);
            start = end;
        }

        return bins;
    }
}
