using Predictor.Risk.Engines;

namespace Predictor.Risk.Packaging;

/// <summary>The distribution of one feature over the training rows, unweighted.</summary>
internal sealed record FeatureDistribution
{
    private static readonly double[] Levels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

    public required int Rows { get; init; }

    /// <summary>The share of rows without a value.</summary>
    public required double Missing { get; init; }

    public double? Mean { get; init; }

    public double? Deviation { get; init; }

    /// <summary>The 1, 5, 25, 50, 75, 95 and 99 % quantiles (the smallest value with at least that share at or below it); the extremes would be single clients.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>The share of rows in each category, in the order of the codes.</summary>
    public IReadOnlyList<double>? Shares { get; init; }

    /// <summary>The same with each client counting once, for telling later whether other data differ; null in packages that are older than that.</summary>
    public ClientDistribution? ByClient { get; init; }

    /// <summary>The distribution of one column of a table.</summary>
    /// <param name="column">How to read it.</param>
    /// <param name="values">Row-major, rows x columns.</param>
    /// <param name="index">Which column.</param>
    /// <param name="columns">How many columns there are.</param>
    public static FeatureDistribution Of(FeatureColumn column, double[] values, int index, int columns)
    {
        var rows = columns == 0 ? 0 : values.Length / columns;
        var present = new List<double>(rows);
        for (var row = 0; row < rows; row++)
        {
            var value = values[(row * columns) + index];
            if (!double.IsNaN(value)) present.Add(value);
        }

        var empty = new FeatureDistribution { Rows = rows, Missing = rows == 0 ? 1 : (rows - present.Count) / (double)rows };
        if (present.Count == 0) return empty;
        return column.Categories is { } categories ? empty with { Shares = SharesOf(present, categories.Count, rows) } : Numeric(empty, present);
    }

    private static double[] SharesOf(List<double> present, int categories, int rows)
    {
        var counts = new int[categories];
        foreach (var code in present) counts[(int)code]++;
        return [.. counts.Select(c => c / (double)rows)];
    }

    private static FeatureDistribution Numeric(FeatureDistribution empty, List<double> present)
    {
        present.Sort();
        var mean = present.Sum() / present.Count;
        var squares = present.Sum(v => (v - mean) * (v - mean));
        return empty with
        {
            Mean = mean,
            Deviation = present.Count > 1 ? Math.Sqrt(squares / (present.Count - 1)) : null,
            Quantiles = [.. Levels.Select(l => present[Math.Max(0, (int)Math.Ceiling(l * present.Count) - 1)])],
        };
    }
}
