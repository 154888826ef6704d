namespace Predictor.Trees.Tests.Formats;

/// <summary>Rows where readings of a model part: on thresholds and one step to either side, around zero, without a value, and with what is no code.</summary>
internal static class EdgeRows
{
    /// <summary>Random rows whose values are drawn from the edges of an ensemble's splits.</summary>
    /// <param name="ensemble">Whose thresholds are used.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="rows">How many.</param>
    /// <param name="onlyCodes">True for categories that are codes or missing, and nothing else.</param>
    public static double[] Of(TreeEnsemble ensemble, Random random, int rows, bool onlyCodes)
    {
        var edges = ensemble.Columns.Select((column, c) => column.IsCategorical ? Codes(column, onlyCodes) : Numbers(ensemble, c)).ToArray();
        return [.. Enumerable.Range(0, rows * edges.Length).Select(i => edges[i % edges.Length]).Select(e => e[random.Next(e.Length)])];
    }

    private static double[] Codes(TreeColumn column, bool onlyCodes)
    {
        double[] codes = [.. Enumerable.Range(0, column.CategoryCount).Select(c => (double)c), double.NaN];
        return onlyCodes ? codes : [.. codes, -1, -0.5, 0.5, 2.5, column.CategoryCount, column.CategoryCount + 0.5, 1e10, 1e300, -1e300, double.PositiveInfinity, double.NegativeInfinity];
    }

    private static double[] Numbers(TreeEnsemble ensemble, int column) =>
    [
        .. ensemble.Trees.SelectMany(t => t.Threshold.Where((_, n) => t.Column[n] == column)).SelectMany(t => new[] { t, Math.BitIncrement(t), Math.BitDecrement(t) }),
        0, -0.0, 1e-35f, Math.BitIncrement(1e-35f), -1e-35f, Math.BitDecrement(-1e-35f), 1e-36, -1e-36, 1e-300, 1, -1, 1e300, -1e300,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.NaN,
    ];
}
