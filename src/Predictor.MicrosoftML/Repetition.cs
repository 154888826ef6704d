using Predictor.Risk.Engines;

namespace Predictor.MicrosoftML;

/// <summary>
/// Rows repeated as often as their weights say, for a trainer that learns nothing from weights: a row of weight 2.3 stands there twice, and with a chance of .3 once more. In the mean over the
/// draws every sum over the rows is the weighted one.
/// </summary>
internal static class Repetition
{
    public static int[] Of(TrainingRows rows, int[] selection, int seed)
    {
        // SplitMix64, whose numbers are the same on every machine and in every version of .NET.
        var state = unchecked((ulong)seed);
        var repeated = new List<int>(selection.Length);
        foreach (var row in selection)
        {
            var times = (int)Math.Floor(rows.Weights[row]);
            if (Next(ref state) < rows.Weights[row] - times) times++;
            for (var i = 0; i < times; i++) repeated.Add(row);
        }

        return [.. repeated];
    }

    private static double Next(ref ulong state)
    {
        state = unchecked(state + 0x9E3779B97F4A7C15);
        var z = unchecked((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return ((z ^ (z >> 31)) >> 11) * Math.ScaleB(1, -53);
    }
}
