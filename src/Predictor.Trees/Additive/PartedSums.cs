namespace Predictor.Trees.Additive;

/// <summary>Sums over the parts of two columns, by what is summed before.</summary>
internal readonly struct PartedSums
{
    /// <summary>Of either column: the part, the rest, what is missing.</summary>
    public const int Sides = 3;

    public const int Missing = 2;

    private readonly Axis _first;
    private readonly Axis _second;

    // By part of the first, and its whole and what is missing, and likewise by those of the second.
    private readonly Sums[] _sums;
    private readonly int _stride;

    public PartedSums(Axis first, Axis second, CellSums cells)
    {
        (_first, _second) = (first, second);
        _stride = second.Parts + 2;
        _sums = new Sums[(first.Parts + 2) * _stride];
        var half = new Sums[first.Groups * _stride];
        for (var a = 0; a < first.Groups; a++)
        {
            var row = half.AsSpan(a * _stride, _stride);
            for (var b = 0; b < second.Values; b++) Add(second, b, row, cells[(a * second.Groups) + b]);
            row[second.Parts + 1] = cells[(a * second.Groups) + second.Values];
            Accumulate(second, row);
        }

        Span<Sums> column = stackalloc Sums[first.Parts + 2];
        for (var b = 0; b < _stride; b++)
        {
            column.Clear();
            for (var a = 0; a < first.Values; a++) Add(first, a, column, half[(a * _stride) + b]);
            column[first.Parts + 1] = half[(first.Values * _stride) + b];
            Accumulate(first, column);
            for (var a = 0; a < column.Length; a++) _sums[(a * _stride) + b] = column[a];
        }
    }

    /// <summary>The sums of the nine regions that a part of each column makes.</summary>
    public void Regions(int firstPart, int secondPart, Span<Sums> regions)
    {
        var (wholeFirst, missingFirst) = (_first.Parts, _first.Parts + 1);
        Row(firstPart, secondPart, regions);
        Row(wholeFirst, secondPart, regions[Sides..]);
        for (var b = 0; b < Sides; b++) regions[Sides + b] -= regions[b];
        Row(missingFirst, secondPart, regions[(2 * Sides)..]);
    }

    private void Row(int first, int secondPart, Span<Sums> regions)
    {
        var row = _sums.AsSpan(first * _stride, _stride);
        regions[0] = row[secondPart];
        regions[1] = row[_second.Parts] - row[secondPart];
        regions[Missing] = row[_second.Parts + 1];
    }

    private static void Add(Axis axis, int group, Span<Sums> parts, Sums sums)
    {
        if (group < axis.Parts) parts[group] += sums;
        parts[axis.Parts] += sums;
    }

    private static void Accumulate(Axis axis, Span<Sums> parts)
    {
        if (axis.IsCategorical && axis.Values > 2) return;
        for (var p = 1; p < axis.Parts; p++) parts[p] += parts[p - 1];
    }
}
