namespace Predictor.Risk.Evaluation.Curves;

/// <summary>Chooses the points of a curve that an eye can tell apart. Those chosen are the curve's own: nothing is interpolated.</summary>
internal static class Thinning
{
    /// <summary>All points where there are few; else at equal steps along the curve the first point at or past each step, and both ends.</summary>
    /// <param name="along">How far along the curve each point lies, not falling.</param>
    /// <param name="most">How many to keep at most, 2 or more.</param>
    /// <returns>Ascending indices.</returns>
    public static List<int> Keep(ReadOnlySpan<double> along, int most)
    {
        var kept = new List<int>(Math.Min(along.Length, most));
        if (along.Length <= most)
        {
            for (var i = 0; i < along.Length; i++)
                kept.Add(i);
            return kept;
        }

        kept.Add(0);
        var at = 0;
        for (var step = 1; step < most - 1; step++)
        {
            var target = along[0] + step * (along[^1] - along[0]) / (most - 1);
            while (along[at] < target)
                at++;
            if (at > kept[^1])
                kept.Add(at);
        }

        if (kept[^1] < along.Length - 1)
            kept.Add(along.Length - 1);
        return kept;
    }
}
