namespace Predictor.Risk.Packaging;

/// <summary>
/// How a feature or a score is distributed over rows in which each client counts once: the rows of a client share one weight. It is what picking one row of each client gives on average,
/// so that a test may treat clients as independent, and a client with a hundred rows says no more than one with three.
/// </summary>
internal sealed record ClientDistribution
{
    // The extremes would be single clients.
    private static readonly double[] Levels = [0.01, .. Enumerable.Range(1, 19).Select(i => i / 20.0), 0.99];

    public required int Clients { get; init; }

    /// <summary>The share without a value.</summary>
    public required double Missing { get; init; }

    /// <summary>The 1, 5, 10, ..., 90, 95 and 99 % quantiles of the values there are (the smallest value with at least that share at or below it), equal ones once; null for a category and where there is no value.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>For each quantile the share with a value at or below it; those without a value are in the denominator.</summary>
    public IReadOnlyList<double>? AtOrBelow { get; init; }

    /// <summary>The share in each category, in the order of the codes; null for a number.</summary>
    public IReadOnlyList<double>? Shares { get; init; }

    /// <summary>The distribution of some values.</summary>
    /// <param name="values">One a row; NaN where there is none.</param>
    /// <param name="weights">The weight of each row, as <see cref="ClientWeights"/> gives it.</param>
    /// <param name="clients">How many clients there are.</param>
    /// <param name="categories">How many categories there are; null for a number.</param>
    public static ClientDistribution Of(double[] values, double[] weights, int clients, int? categories)
    {
        var missing = values.Length == 0 ? 1 : 0.0;
        for (var row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row])) missing += weights[row];
        }

        var empty = new ClientDistribution { Clients = clients, Missing = missing };
        if (categories is { } count) return empty with { Shares = SharesOf(values, weights, count) };
        var present = Enumerable.Range(0, values.Length).Where(r => !double.IsNaN(values[r])).ToArray();
        if (present.Length == 0) return empty;
        var (quantiles, atOrBelow) = Quantiled([.. present.Select(r => values[r])], [.. present.Select(r => weights[r])]);
        return empty with { Quantiles = quantiles, AtOrBelow = atOrBelow };
    }

    /// <summary>What is wrong with a distribution that was read, to follow its name; null where it can be used.</summary>
    /// <param name="categories">How many categories the feature has; null for a number.</param>
    public string? ProblemOf(int? categories)
    {
        if (Clients < 1) return $"is of {Clients} clients; expected at least 1";
        if (!IsShare(Missing)) return $"has a missing share of {Missing}; expected 0 to 1";
        if (categories is { } count) return Shares?.Count == count && Shares.All(IsShare) ? null : $"has {Shares?.Count ?? 0} shares; expected {count} from 0 to 1";
        if (Quantiles is null && AtOrBelow is null) return null;
        if (Quantiles?.Count != AtOrBelow?.Count) return $"has {Quantiles?.Count ?? 0} quantiles and {AtOrBelow?.Count ?? 0} shares at or below them; expected as many";
        return AtOrBelow!.All(IsShare) && Quantiles!.Zip(Quantiles!.Skip(1)).All(q => q.Second > q.First) && AtOrBelow!.Zip(AtOrBelow!.Skip(1)).All(q => q.Second >= q.First) ? null : "has quantiles or shares that do not ascend";
    }

    /// <summary>The share in each category.</summary>
    public static double[] SharesOf(double[] values, double[] weights, int categories)
    {
        var shares = new double[categories];
        for (var row = 0; row < values.Length; row++)
        {
            if (!double.IsNaN(values[row])) shares[(int)values[row]] += weights[row];
        }

        return shares;
    }

    // Room for rounding in sums of weights.
    private static bool IsShare(double share) => share is >= 0 and <= 1 + 1e-9;

    private static (List<double> Quantiles, List<double> AtOrBelow) Quantiled(double[] values, double[] weights)
    {
        Array.Sort(values, weights);
        var total = weights.Sum();
        var (quantiles, atOrBelow) = (new List<double>(), new List<double>());
        var below = 0.0;
        var level = 0;
        for (var row = 0; row < values.Length && level < Levels.Length; row++)
        {
            below += weights[row];
            if (row + 1 < values.Length && values[row + 1] == values[row]) continue;
            // Room for rounding in sums of weights, so that a share that is reached exactly is not missed.
            if (below < Levels[level] * total * (1 - 1e-12)) continue;
            quantiles.Add(values[row]);
            atOrBelow.Add(below);
            while (level < Levels.Length && below >= Levels[level] * total * (1 - 1e-12)) level++;
        }

        return (quantiles, atOrBelow);
    }
}
