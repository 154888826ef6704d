using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>What rows have to be like to boost on them.</summary>
internal static class BoostingRows
{
    /// <exception cref="ArgumentException">The message names the first entry at fault.</exception>
    public static void Check(BinnedTable table, byte[] labels, double[] weights, int[] rows, int[] validation)
    {
        if (labels.Length != table.RowCount) throw new ArgumentException($"{labels.Length} labels for {table.RowCount} rows; expected one a row.", nameof(labels));
        if (weights.Length != table.RowCount) throw new ArgumentException($"{weights.Length} weights for {table.RowCount} rows; expected one a row.", nameof(weights));
        CheckRows(labels, weights, rows, nameof(rows));
        CheckRows(labels, weights, validation, nameof(validation));
        var ones = rows.Count(r => labels[r] == 1);
        if (ones == 0 || ones == rows.Length) throw new ArgumentException($"{ones} of {rows.Length} rows to learn from have label 1; expected some of each label.", nameof(rows));
    }

    /// <summary>The log-odds of the weighted share of label 1: the score before the first tree.</summary>
    public static double LogOdds(byte[] labels, double[] weights, int[] rows)
    {
        double ones = 0, all = 0;
        foreach (var row in rows)
        {
            all += weights[row];
            if (labels[row] == 1) ones += weights[row];
        }

        return StableMath.Logit(ones / all);
    }

    private static void CheckRows(byte[] labels, double[] weights, int[] rows, string name)
    {
        foreach (var row in rows)
        {
            if (row < 0 || row >= labels.Length) throw new ArgumentException($"Row {row}; expected 0 to {labels.Length - 1}.", name);
            if (labels[row] > 1) throw new ArgumentException($"Label {labels[row]} in row {row}; expected 0 or 1.", name);
            if (!(weights[row] > 0) || double.IsInfinity(weights[row])) throw new ArgumentException($"Weight {weights[row]:R} in row {row}; expected a positive finite number.", name);
        }
    }
}
