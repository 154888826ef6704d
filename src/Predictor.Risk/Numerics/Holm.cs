namespace Predictor.Risk.Numerics;

/// <summary>
/// Holm's correction for many tests (1979). It bounds the chance of any false finding, whatever the tests have to do with one another: features are made of the same events and groups of the same clients, so that
/// nothing may be assumed of that, and a finding should hardly ever be false. (Benjamini and Hochberg's would bound the share of false ones among many.)
/// </summary>
internal static class Holm
{
    /// <summary>The p-values such that each may be held against the level of all tests together.</summary>
    public static double[] Adjusted(IReadOnlyList<double> pValues)
    {
        var order = Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).ToArray();
        var adjusted = new double[pValues.Count];
        var largest = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = largest;
        }

        return adjusted;
    }
}
