namespace Predictor.Trees.Explaining;

/// <summary>
/// What can be done to a path of columns so that its elements keep the weights of all sets of a size at once: Lundberg's EXTEND and UNWIND. With d columns
/// on a path, a set of k of them has the Shapley weight k! (d - 1 - k)! / d!, here spread over the elements.
/// </summary>
internal static class Paths
{
    /// <summary>Puts one more column at the end of a path.</summary>
    /// <param name="path">The path, with a free element at its end.</param>
    /// <param name="length">How many elements it has so far.</param>
    /// <param name="step">The column and its fractions.</param>
    public static void Extend(Span<PathElement> path, int length, PathElement step)
    {
        path[length] = step with { Weight = length == 0 ? 1 : 0 };
        for (var i = length - 1; i >= 0; i--)
        {
            path[i + 1].Weight += step.OneFraction * path[i].Weight * (i + 1) / (length + 1);
            path[i].Weight *= step.ZeroFraction * (length - i) / (length + 1);
        }
    }

    /// <summary>Takes a column out again; the last element is free afterwards.</summary>
    public static void Remove(Span<PathElement> path, int index)
    {
        var last = path.Length - 1;
        var (one, zero) = (path[index].OneFraction, path[index].ZeroFraction);
        var next = path[last].Weight;
        for (var i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var weight = path[i].Weight;
                path[i].Weight = next * (last + 1) / ((i + 1) * one);
                next = weight - (path[i].Weight * zero * (last - i) / (last + 1));
            }
            else
            {
                path[i].Weight = path[i].Weight * (last + 1) / (zero * (last - i));
            }
        }

        for (var i = index; i < last; i++) path[i] = path[i + 1] with { Weight = path[i].Weight };
    }

    /// <summary>The sum of the weights that the path would have without a column.</summary>
    public static double WeightWithout(ReadOnlySpan<PathElement> path, int index)
    {
        var last = path.Length - 1;
        var (one, zero) = (path[index].OneFraction, path[index].ZeroFraction);
        var next = path[last].Weight;
        double sum = 0;
        for (var i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var weight = next * (last + 1) / ((i + 1) * one);
                sum += weight;
                next = path[i].Weight - (weight * zero * (last - i) / (last + 1));
            }
            else
            {
                sum += path[i].Weight * (last + 1) / (zero * (last - i));
            }
        }

        return sum;
    }

    /// <summary>Where a column stands on a path; 0, the root's own element, where it does not.</summary>
    public static int IndexOf(ReadOnlySpan<PathElement> path, int column)
    {
        for (var i = path.Length - 1; i > 0; i--)
        {
            if (path[i].Column == column) return i;
        }

        return 0;
    }
}
