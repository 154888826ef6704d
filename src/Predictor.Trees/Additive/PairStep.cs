namespace Predictor.Trees.Additive;

/// <summary>
/// One step on a pair of columns: each is parted in two, and the four quadrants each get a value, as do what is missing in the one or the other beside either
/// part, and in both. Under a direction the values are in its order on either side of the other column. Not safe for several threads.
/// </summary>
internal sealed class PairStep(AdditiveOptions options)
{
    private const int Sides = PartedSums.Sides;
    private const int Missing = PartedSums.Missing;

    private readonly LeafRule _rule = new(options);
    private readonly double[] _found = new double[Sides * Sides];
    private readonly double[] _tried = new double[Sides * Sides];
    private readonly Sums[] _regions = new Sums[Sides * Sides];

    /// <summary>Finds the step, unshrunk.</summary>
    /// <param name="first">The first column.</param>
    /// <param name="second">The second column.</param>
    /// <param name="sums">By cell.</param>
    /// <param name="values">One entry a cell, overwritten; 0 where there is nothing to learn.</param>
    public void Find(Axis first, Axis second, CellSums sums, Span<double> values)
    {
        values.Clear();
        var parted = new PartedSums(first, second, sums);
        var (best, bestFirst, bestSecond) = (options.MinimumGain, -1, -1);
        for (var a = 0; a < first.Parts; a++)
        {
            for (var b = 0; b < second.Parts; b++)
            {
                parted.Regions(a, b, _regions);
                var gain = Try(first.Direction, second.Direction);
                if (!(gain > best)) continue;
                (best, bestFirst, bestSecond) = (gain, a, b);
                _tried.CopyTo(_found, 0);
            }
        }

        if (bestFirst < 0) return;
        for (var a = 0; a < first.Groups; a++)
        {
            for (var b = 0; b < second.Groups; b++)
                values[(a * second.Groups) + b] = _found[(SideOf(first, bestFirst, a) * Sides) + SideOf(second, bestSecond, b)];
        }
    }

    private static int SideOf(Axis axis, int part, int group) =>
        group == axis.Values ? Missing : (axis.IsCategorical && axis.Values > 2 ? group == part : group <= part) ? 0 : 1;

    private bool AreQuadrantsEnough() =>
        _rule.IsEnough(_regions[0]) && _rule.IsEnough(_regions[1]) && _rule.IsEnough(_regions[Sides]) && _rule.IsEnough(_regions[Sides + 1]);

    /// <summary>Sets the values of the regions; 0 where they cannot be.</summary>
    private double Try(int firstDirection, int secondDirection)
    {
        if (!AreQuadrantsEnough()) return 0;
        for (var r = 0; r < _regions.Length; r++) _tried[r] = _rule.IsEnough(_regions[r]) ? _rule.Value(_regions[r]) : 0;
        for (var side = 0; side < Sides; side++)
        {
            // The first column's part against its rest, beside one side of the second; and the other way round.
            if (!IsInOrder(side, Sides + side, firstDirection, isDispensable: side == Missing)) return 0;
            if (!IsInOrder(side * Sides, (side * Sides) + 1, secondDirection, isDispensable: side == Missing)) return 0;
        }

        var gain = 0.0;
        for (var r = 0; r < _regions.Length; r++) gain += _rule.Gain(_regions[r], _tried[r]);
        return gain;
    }

    private bool IsInOrder(int lower, int higher, int direction, bool isDispensable)
    {
        if ((_tried[higher] - _tried[lower]) * direction >= 0) return true;
        (_tried[lower], _tried[higher]) = (0, 0);
        return isDispensable;
    }
}
