namespace Predictor.Trees.Tests.Explaining;

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
        var division = new Division(path, index);
        var last = path.Length - 1;
        var (i, weight) = (0, 0.0);
        while (i < last && division.TryUp(path[i].Weight, i, ref weight)) path[i++].Weight = weight;
        var next = path[last].Weight;
        for (var j = last - 1; j >= i; j--)
        {
            var before = path[j].Weight;
            path[j].Weight = division.Down(next, j);
            next = division.Rest(before, path[j].Weight, j);
        }

        for (var j = index; j < last; j++) path[j] = path[j + 1] with { Weight = path[j].Weight };
    }

    /// <summary>The sum of the weights that the path would have without a column.</summary>
    public static double WeightWithout(ReadOnlySpan<PathElement> path, int index)
    {
        var division = new Division(path, index);
        var last = path.Length - 1;
        var (i, weight, sum) = (0, 0.0, 0.0);
        for (; i < last && division.TryUp(path[i].Weight, i, ref weight); i++) sum += weight;
        var next = path[last].Weight;
        for (var j = last - 1; j >= i; j--)
        {
            weight = division.Down(next, j);
            sum += weight;
            next = division.Rest(path[j].Weight, weight, j);
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

    /// <summary>
    /// Weights, each times a binomial coefficient, are the coefficients of the product of (zero + one x) over the columns of a path; to take a column out is to
    /// divide by its factor. From the bottom each step divides by zero, from the top by one, and either way errors grow where the other term is the larger.
    /// As the ratios of neighbouring coefficients fall, there is one place below which the one way is sound and above which the other is: on long paths, one
    /// way alone, as in the paper's algorithm, loses digit after digit.
    /// </summary>
    private readonly ref struct Division(ReadOnlySpan<PathElement> path, int index)
    {
        private readonly double _one = path[index].OneFraction;
        private readonly double _zero = path[index].ZeroFraction;
        private readonly int _last = path.Length - 1;

        /// <summary>One step from the bottom; false where it would no longer be sound.</summary>
        /// <param name="before">The weight of an element on the whole path.</param>
        /// <param name="i">The element's place.</param>
        /// <param name="weight">The weight without the column of the element before; set to that of this one.</param>
        public bool TryUp(double before, int i, ref double weight)
        {
            var known = _one * weight * i / (_last + 1);
            var rest = before - known;
            if (_one != 0 && !(rest > known)) return false;
            weight = rest * (_last + 1) / (_zero * (_last - i));
            return true;
        }

        /// <summary>One step from the top, by what the step before has left.</summary>
        public double Down(double next, int i) => next * (_last + 1) / ((i + 1) * _one);

        /// <summary>What a step from the top leaves for the next.</summary>
        public double Rest(double before, double weight, int i) => before - (weight * _zero * (_last - i) / (_last + 1));
    }
}
