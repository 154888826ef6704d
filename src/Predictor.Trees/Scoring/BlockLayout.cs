namespace Predictor.Trees.Scoring;

/// <summary>
/// How rows are laid out for the kernels: block by block, in each of them column by column, and only the columns that some tree splits on. Of a category a block
/// holds, as bits, a word with the code's bit alone, so that one AND asks for a set; or the code, where there are more than <see cref="WidestWord"/> categories.
/// What is no code of the column has the code after the last, whose bit in every set says where missing values go.
/// </summary>
internal sealed class BlockLayout
{
    /// <summary>The most categories whose sets, with the bit for what is missing, are a word.</summary>
    public const int WidestWord = 63;

    private readonly int[] _columns;
    private readonly int[] _slots;
    private readonly int[] _categoryCounts;
    private readonly int _rowLength;

    public BlockLayout(ReadOnlySpan<Tree> trees, IReadOnlyList<TreeColumn> columns)
    {
        _rowLength = columns.Count;
        var isUsed = new bool[columns.Count];
        foreach (var tree in trees)
        {
            for (var n = 0; n < tree.NodeCount; n++)
            {
                if (!tree.IsLeaf(n)) isUsed[tree.Column(n)] = true;
            }
        }

        _columns = [.. Enumerable.Range(0, columns.Count).Where(c => isUsed[c])];
        _categoryCounts = [.. _columns.Select(c => columns[c].CategoryCount)];
        _slots = new int[columns.Count];
        for (var slot = 0; slot < _columns.Length; slot++) _slots[_columns[slot]] = slot;
    }

    /// <summary>Columns in a block.</summary>
    public int SlotCount => _columns.Length;

    /// <summary>The column that stands in a slot.</summary>
    public int ColumnOf(int slot) => _columns[slot];

    /// <summary>A split as it stands against a block.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="node">One of its splits.</param>
    /// <param name="sets">Where the split's set of categories goes, if it needs one.</param>
    public BlockSplit SplitOf(Tree tree, int node, List<ulong[]> sets)
    {
        var slot = _slots[tree.Column(node)];
        var count = _categoryCounts[slot];
        if (count == 0) return new BlockSplit(tree.Threshold(node), slot, tree.GoesLeft(node, double.NaN) ? SplitKind.Above : SplitKind.AboveOrMissing);
        var set = new ulong[(count >> 6) + 1];
        for (var code = 0; code <= count; code++)
        {
            if (tree.GoesLeft(node, code)) set[code >> 6] |= 1UL << code;
        }

        if (count <= WidestWord) return new BlockSplit(BitConverter.UInt64BitsToDouble(set[0]), slot, SplitKind.NotInWord);
        sets.Add(set);
        return new BlockSplit(BitConverter.Int64BitsToDouble(sets.Count - 1), slot, SplitKind.NotInSet);
    }

    /// <summary>Lays out some rows.</summary>
    /// <param name="rows">Row after row.</param>
    /// <param name="count">How many rows, at least one and at most <paramref name="length"/>.</param>
    /// <param name="block">Slots x <paramref name="length"/>; past the last row it holds that row again.</param>
    /// <param name="length">How many rows a block holds.</param>
    public void Fill(ReadOnlySpan<double> rows, int count, Span<double> block, int length)
    {
        for (var slot = 0; slot < _columns.Length; slot++)
        {
            var own = block.Slice(slot * length, length);
            var categories = _categoryCounts[slot];
            var at = _columns[slot];
            if (categories == 0)
            {
                for (var r = 0; r < count; r++, at += _rowLength) own[r] = rows[at];
            }
            else
            {
                for (var r = 0; r < count; r++, at += _rowLength) own[r] = Bits(rows[at], categories);
            }

            own[count..].Fill(own[count - 1]);
        }
    }

    private static double Bits(double value, int categories)
    {
        var code = value >= 0 && value < categories && Math.Floor(value) == value ? (int)value : categories;
        return BitConverter.UInt64BitsToDouble(categories <= WidestWord ? 1UL << code : (ulong)code);
    }
}
