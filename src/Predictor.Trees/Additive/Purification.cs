namespace Predictor.Trees.Additive;

/// <summary>
/// Takes out of a pair's table what belongs to each of its columns, until the weighted mean of every row and column is 0: Lengerich et al., "Purifying
/// interaction effects with the functional ANOVA" (2020).
/// </summary>
internal static class Purification
{
    private const int MostSweeps = 1000;

    // Far below the grid that values are rounded to.
    private const double Tolerance = 1e-12;

    /// <summary>Finds the effects of the rows and the columns; the table without them is pure.</summary>
    /// <param name="values">Rows x columns.</param>
    /// <param name="weights">Rows x columns; cells may have none.</param>
    /// <param name="rows">How many rows there are.</param>
    public static (double[] Rows, double[] Columns) Effects(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, int rows)
    {
        var columns = values.Length / rows;
        var (ofRows, ofColumns) = (new double[rows], new double[columns]);
        double[] left = [.. values];
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var moved = 0.0;
            for (var a = 0; a < rows; a++) moved = Math.Max(moved, Move(left, weights, a * columns, 1, columns, ref ofRows[a]));
            for (var b = 0; b < columns; b++) moved = Math.Max(moved, Move(left, weights, b, columns, rows, ref ofColumns[b]));
            if (moved < Tolerance) break;
        }

        return (ofRows, ofColumns);
    }

    private static double Move(double[] left, ReadOnlySpan<double> weights, int first, int stride, int count, ref double effect)
    {
        double sum = 0, weight = 0;
        for (var i = 0; i < count; i++)
        {
            sum += weights[first + (i * stride)] * left[first + (i * stride)];
            weight += weights[first + (i * stride)];
        }

        if (weight == 0) return 0;
        var mean = sum / weight;
        for (var i = 0; i < count; i++) left[first + (i * stride)] -= mean;
        effect += mean;
        return Math.Abs(mean);
    }
}
