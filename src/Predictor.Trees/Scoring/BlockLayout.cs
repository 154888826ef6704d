namespace Predictor.Trees.Scoring;

/// <summary>
/// How rows are laid out for the kernels: block by block, in each of them column by column, and only the columns that some tree splits on. Of a category a block
/// holds, as bits, a word with the code's bit alone, so that one AND asks for a set; or the code, where there are more than <see cref="WidestWord"/> categories.
/// What is missing has the code after the last, and what is no code of the column that one or the next, as <see cref="CategoryCodes"/> has it; their bits in every set
/// say where they go. A number has a second place where some splits take what is next to zero for missing: there it is.
/// </summary>
internal sealed class BlockLayout
{
    /// <summary>The most categories whose sets, with the bits for what is none of them, are a word.</summary>
    public const int WidestWord = 64 - CategoryCodes.Extra;

    private readonly int[] _columns;
    private readonly int[] _slots;
    private readonly int[] _zeroSlots;
    private readonly int[] _categoryCounts;
    private readonly CategoryRule _rule;
    private readonly int _rowLength;
    private readonly int _homes;

    public BlockLayout(ReadOnlySpan<Tree> trees, IReadOnlyList<TreeColumn> columns, CategoryRule rule)
    {
        _rowLength = columns.Count;
        _rule = rule;
        var isUsed = new bool[columns.Count];
        var hasZeros = new bool[columns.Count];
        foreach (var tree in trees)
        {
            for (var n = 0; n < tree.NodeCount; n++)
            {
                if (tree.IsLeaf(n)) continue;
                isUsed[tree.Column(n)] = true;
                hasZeros[tree.Column(n)] |= tree.IsZeroMissing(n);
            }
        }

        var used = Enumerable.Range(0, columns.Count).Where(c => isUsed[c]).ToList();
        _homes = used.Count;
        _columns = [.. used, .. used.Where(c => hasZeros[c])];
        _categoryCounts = [.. _columns.Select(c => columns[c].CategoryCount)];
        _slots = new int[columns.Count];
        _zeroSlots = new int[columns.Count];
        for (var slot = 0; slot < _columns.Length; slot++) (slot < _homes ? _slots : _zeroSlots)[_columns[slot]] = slot;
    }

    /// <summary>Places in a block.</summary>
    public int SlotCount => _columns.Length;

    /// <summary>The places that come first: one for each column.</summary>
    public int HomeCount => _homes;

    /// <summary>The first place of the column that stands in a slot.</summary>
    public int HomeOf(int slot) => _slots[_columns[slot]];

    /// <summary>The column that stands in a slot.</summary>
    public int ColumnOf(int slot) => _columns[slot];

    /// <summary>A split as it stands against a block.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="node">One of its splits.</param>
    /// <param name="sets">Where the split's set of categories goes, if it needs one.</param>
    public BlockSplit SplitOf(Tree tree, int node, List<ulong[]> sets)
    {
        var slot = (tree.IsZeroMissing(node) ? _zeroSlots : _slots)[tree.Column(node)];
        var count = _categoryCounts[slot];
        if (count == 0) return new BlockSplit(tree.Threshold(node), slot, tree.GoesLeft(node, double.NaN) ? SplitKind.Above : SplitKind.AboveOrMissing);
        var set = new ulong[(CategoryCodes.Other(count) >> 6) + 1];
        for (var code = 0; code < count; code++) Set(code, tree.GoesLeft(node, code));
        Set(CategoryCodes.Missing(count), tree.GoesLeft(node, double.NaN));
        // Only a rule that tells these from missing values ever looks at it, and sends them left.
        Set(CategoryCodes.Other(count), true);

        if (count <= WidestWord) return new BlockSplit(BitConverter.UInt64BitsToDouble(set[0]), slot, SplitKind.NotInWord);
        sets.Add(set);
        return new BlockSplit(BitConverter.Int64BitsToDouble(sets.Count - 1), slot, SplitKind.NotInSet);

        void Set(int code, bool goesLeft)
        {
            if (goesLeft) set[code >> 6] |= 1UL << code;
        }
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
            if (slot >= _homes)
            {
                for (var r = 0; r < count; r++, at += _rowLength) own[r] = Math.Abs(rows[at]) <= TreeData.ZeroBand ? double.NaN : rows[at];
            }
            else if (categories == 0)
            {
                for (var r = 0; r < count; r++, at += _rowLength) own[r] = rows[at];
            }
            else
            {
                for (var r = 0; r < count; r++, at += _rowLength) own[r] = Bits(rows[at], categories, _rule);
            }

            own[count..].Fill(own[count - 1]);
        }
    }

    private static double Bits(double value, int categories, CategoryRule rule)
    {
        var code = CategoryCodes.Of(value, categories, rule);
        return BitConverter.UInt64BitsToDouble(categories <= WidestWord ? 1UL << code : (ulong)code);
    }
}
