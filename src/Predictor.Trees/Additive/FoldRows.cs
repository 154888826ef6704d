namespace Predictor.Trees.Additive;

/// <summary>
/// The rows of a table put in the order of their folds, so that what a fold's model learns from, and what it is judged by, are stretches of memory. Each
/// stretch is filled up with rows of no weight to a whole number of lanes.
/// </summary>
internal sealed class FoldRows
{
    /// <summary>The place of a filled-up row among the rows of the table.</summary>
    public const int None = -1;

    /// <summary>Gradients are whole numbers of this part of the largest weight: sums of them are exact, in any order.</summary>
    private const int Steps = 1 << 17;

    private FoldRows(int[] rows, int[] starts, float[] weights, float[] ones, double unit)
    {
        (Rows, Starts, Weights, Ones, Unit) = (rows, starts, weights, ones, unit);
    }

    /// <summary>The row of the table in each place; <see cref="None"/> where there is none.</summary>
    public int[] Rows { get; }

    /// <summary>The first place of each fold, and the end of the last.</summary>
    public int[] Starts { get; }

    /// <summary>The weight in each place, in units.</summary>
    public float[] Weights { get; }

    /// <summary>The weight where the label is 1, else 0.</summary>
    public float[] Ones { get; }

    /// <summary>What a sum of units is multiplied by.</summary>
    public double Unit { get; }

    public int Folds => Starts.Length - 1;

    public static FoldRows Of(int[] folds, ReadOnlySpan<byte> labels, ReadOnlySpan<double> weights)
    {
        var counts = new int[folds.Max() + 1];
        foreach (var fold in folds) counts[fold]++;
        var starts = new int[counts.Length + 1];
        for (var fold = 0; fold < counts.Length; fold++)
            starts[fold + 1] = starts[fold] + ((counts[fold] + LaneMath.Lanes - 1) / LaneMath.Lanes * LaneMath.Lanes);
        var rows = new int[starts[^1]];
        Array.Fill(rows, None);
        var next = (int[])starts.Clone();
        for (var row = 0; row < folds.Length; row++) rows[next[folds[row]]++] = row;

        var largest = 0.0;
        foreach (var weight in weights) largest = Math.Max(largest, weight);
        var unit = largest / Steps;
        var scaled = new float[rows.Length];
        var ones = new float[rows.Length];
        for (var place = 0; place < rows.Length; place++)
        {
            if (rows[place] == None) continue;
            scaled[place] = (float)(weights[rows[place]] / unit);
            if (labels[rows[place]] == 1) ones[place] = scaled[place];
        }

        return new FoldRows(rows, starts, scaled, ones, unit);
    }

    /// <summary>A column of bytes in the order of the folds.</summary>
    public byte[] InOrder(byte[] column)
    {
        var ordered = new byte[Rows.Length];
        for (var place = 0; place < ordered.Length; place++)
        {
            if (Rows[place] != None) ordered[place] = column[Rows[place]];
        }

        return ordered;
    }
}
