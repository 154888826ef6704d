namespace Predictor.Trees.Additive;

/// <summary>One summand of the model: a column, or a pair of columns, whose cells each have a value.</summary>
internal sealed class Term
{
    private readonly byte[]? _bins;
    private readonly ushort[]? _cells;

    private Term(int first, int second, int cells, byte[]? bins, ushort[]? pairCells)
    {
        (First, Second, Cells, _bins, _cells) = (first, second, cells, bins, pairCells);
    }

    public int First { get; }

    /// <summary>The second column of a pair; -1 where there is none.</summary>
    public int Second { get; }

    /// <summary>How many cells there are.</summary>
    public int Cells { get; }

    public static Term OfColumn(int column, int bins, byte[] ordered) => new(column, -1, bins, ordered, null);

    /// <param name="first">The first column.</param>
    /// <param name="firstGroups">The first column's group in each place.</param>
    /// <param name="second">The second column.</param>
    /// <param name="secondGroups">The second column's group in each place.</param>
    /// <param name="firstCount">How many groups the first has.</param>
    /// <param name="secondCount">How many groups the second has.</param>
    public static Term OfPair(int first, byte[] firstGroups, int second, byte[] secondGroups, int firstCount, int secondCount)
    {
        var cells = new ushort[firstGroups.Length];
        for (var i = 0; i < cells.Length; i++) cells[i] = (ushort)((firstGroups[i] * secondCount) + secondGroups[i]);
        return new Term(first, second, firstCount * secondCount, null, cells);
    }

    public int Cell(int place) => _bins is not null ? _bins[place] : _cells![place];

    /// <summary>Adds the value of its cell to the score in each place of a stretch.</summary>
    public void Move(ReadOnlySpan<float> values, Span<float> scores, int from, int to)
    {
        if (_bins is not null) Stretch.Move<byte>(_bins.AsSpan(from, to - from), values, scores[from..to]);
        else Stretch.Move<ushort>(_cells.AsSpan(from, to - from), values, scores[from..to]);
    }

    /// <summary>Adds packed derivatives to those of their cells.</summary>
    public void Sum(ReadOnlySpan<long> packed, Span<long> sums, int from, int to)
    {
        if (_bins is not null) Stretch.Sum<byte>(_bins.AsSpan(from, to - from), packed, sums);
        else Stretch.Sum<ushort>(_cells.AsSpan(from, to - from), packed, sums);
    }
}
