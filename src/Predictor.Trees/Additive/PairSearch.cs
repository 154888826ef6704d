namespace Predictor.Trees.Additive;

/// <summary>How much two columns do together.</summary>
/// <param name="First">The first column.</param>
/// <param name="Second">The second column.</param>
/// <param name="Gain">Twice what the loss falls by.</param>
internal readonly record struct PairInteraction(int First, int Second, double Gain);

/// <summary>
/// Finds pairs worth a table, as FAST does (Lou et al., 2013), from sums over few bins: each column is cut in two, and what counts is the contrast between the
/// diagonals of the four quadrants, so that an effect of one column alone, fitted or not, is no interaction.
/// </summary>
internal static class PairSearch
{
    /// <summary>The square of the largest contrast over its variance.</summary>
    public static double Interaction(Axis first, Axis second, CellSums sums, AdditiveOptions options)
    {
        var parted = new PartedSums(first, second, sums);
        Span<Sums> regions = stackalloc Sums[PartedSums.Sides * PartedSums.Sides];
        Span<int> quadrants = [0, 1, PartedSums.Sides, PartedSums.Sides + 1];
        var best = 0.0;
        for (var a = 0; a < first.Parts; a++)
        {
            for (var b = 0; b < second.Parts; b++)
            {
                parted.Regions(a, b, regions);
                var (contrast, variance, isEnough) = (0.0, 0.0, true);
                for (var q = 0; q < quadrants.Length; q++)
                {
                    var own = regions[quadrants[q]];
                    isEnough &= own.Curvature >= options.MinimumChildWeight;
                    contrast += (q is 0 or 3 ? own.Gradient : -own.Gradient) / (own.Curvature + options.L2);
                    variance += 1 / (own.Curvature + options.L2);
                }

                if (isEnough) best = Math.Max(best, contrast * contrast / variance);
            }
        }

        return best;
    }

    /// <summary>The first pairs of which no two share a column: beside a strong pair, others with one of its columns look strong until it is fitted.</summary>
    public static List<PairInteraction> Apart(IEnumerable<PairInteraction> pairs, int most)
    {
        var taken = new HashSet<int>();
        var chosen = new List<PairInteraction>();
        foreach (var pair in pairs)
        {
            if (chosen.Count == most) break;
            if (taken.Contains(pair.First) || taken.Contains(pair.Second)) continue;
            taken.Add(pair.First);
            taken.Add(pair.Second);
            chosen.Add(pair);
        }

        return chosen;
    }
}
