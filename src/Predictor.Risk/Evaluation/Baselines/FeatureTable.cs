using Predictor.Risk.Engines;

namespace Predictor.Risk.Evaluation.Baselines;

/// <summary>Finds a feature in a table by its code.</summary>
internal static class FeatureTable
{
    /// <summary>The index of the column; -1 if the table has none of that code.</summary>
    public static int ColumnOf(TrainingRows rows, string feature)
    {
        for (var column = 0; column < rows.Columns.Count; column++)
        {
            if (rows.Columns[column].Code == feature)
                return column;
        }

        return -1;
    }

    /// <summary>The feature's value in each row; all zero for no feature.</summary>
    /// <exception cref="ArgumentException">The table lacks the feature.</exception>
    public static double[] Read(TrainingRows rows, string? feature)
    {
        var values = new double[rows.RowCount];
        if (feature is null)
            return values;

        var column = ColumnOf(rows, feature);
        if (column < 0)
            throw new ArgumentException($"The table has {rows.Columns.Count} columns but none of code {feature}.", nameof(rows));

        for (var row = 0; row < values.Length; row++)
            values[row] = rows.Row(row)[column];

        return values;
    }
}
