using Predictor.Risk.Engines;

namespace Predictor.Risk.Evaluation.Baselines;

/// <summary>Finds a feature in a table by its code.</summary>
internal static class FeatureTable
{
    /// <summary>The index of the column; -1 if the table has none of that code.</summary>
    private static int ColumnOf(IReadOnlyList<FeatureColumn> columns, string feature)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            if (columns[column].Code == feature)
                return column;
        }

        return -1;
    }

    /// <summary>Which of some features a table has, as columns.</summary>
    public static int[] ColumnsOf(IReadOnlyList<FeatureColumn> columns, IEnumerable<string> features) =>
        [.. features.Select(feature => ColumnOf(columns, feature)).Where(column => column >= 0)];

    /// <summary>The same where a rule cannot do without.</summary>
    /// <exception cref="ArgumentException">The table has none of them.</exception>
    public static int[] Required(IReadOnlyList<FeatureColumn> columns, IReadOnlyList<string> features)
    {
        var found = ColumnsOf(columns, features);
        return found.Length > 0 || features.Count == 0
            ? found
            : throw new ArgumentException($"The table has {columns.Count} columns but none of code {string.Join(" or ", features)}.", nameof(columns));
    }

    /// <summary>The largest value of some columns in a row, what is missing left aside; NaN where all are, 0 for no column.</summary>
    public static double Largest(ReadOnlySpan<double> row, ReadOnlySpan<int> columns)
    {
        if (columns.Length == 0)
            return 0;

        var largest = double.NaN;
        foreach (var column in columns)
        {
            if (!(row[column] <= largest) && !double.IsNaN(row[column]))
                largest = row[column];
        }

        return largest;
    }
}
