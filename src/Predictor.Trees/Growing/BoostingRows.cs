using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>What rows have to be like to boost on them.</summary>
internal static class BoostingRows
{
    /// <exception cref="ArgumentException">The message names the first entry at fault.</exception>
    public static void Check(BinnedTable table, ReadOnlySpan<byte> labels, ReadOnlySpan<double> weights, int[] rows, int[] validation)
    {
        if (labels.Length != table.RowCount) throw new ArgumentException($"{labels.Length} labels for {table.RowCount} rows; expected one a row.", nameof(labels));
        if (weights.Length != table.RowCount) throw new ArgumentException($"{weights.Length} weights for {table.RowCount} rows; expected one a row.", nameof(weights));
        var isNamed = new bool[table.RowCount];
        CheckRows(labels, weights, rows, isNamed, nameof(rows));
        CheckRows(labels, weights, validation, isNamed, nameof(validation));
        var ones = 0;
        foreach (var row in rows) ones += labels[row];
        if (ones == 0 || ones == rows.Length) throw new ArgumentException($"{ones} of {rows.Length} rows to learn from have label 1; expected some of each label.", nameof(rows));
    }

    /// <summary>The log-odds of the weighted share of label 1: the score before the first tree.</summary>
    public static double LogOdds(ReadOnlySpan<byte> labels, ReadOnlySpan<double> weights, int[] rows)
    {
        double ones = 0, all = 0;
        foreach (var row in rows)
        {
            all += weights[row];
            if (labels[row] == 1) ones += weights[row];
        }

        return StableMath.Logit(ones / all);
    }

    private static void CheckRows(ReadOnlySpan<byte> labels, ReadOnlySpan<double> weights, int[] rows, bool[] isNamed, string name)
    {
        foreach (var row in rows)
        {
            if (row < 0 || row >= labels.Length) throw new ArgumentException($"Row {row}; expected 0 to {labels.Length - 1}.", name);
            if (isNamed[row]) throw new ArgumentException($"Row {row} is named twice; expected each row once, to learn from or to judge by.", name);
            isNamed[row] = true;
            if (labels[row] > 1) throw new ArgumentException($"Label {labels[row]} in row {row}; expected 0 or 1.", name);
            if (!(weights[row] > 0) || double.IsInfinity(weights[row])) throw new ArgumentException($"Weight {weights[row]:R} in row {row}; expected a positive finite number.", name);
        }
    }
}
