namespace Predictor.Trees.Growing;

/// <summary>The rows that a tree is grown on, those of each node side by side and in their order.</summary>
internal sealed class RowPartition(BinnedTable table)
{
    private int[] _rows = [];
    private int[] _spare = [];

    /// <summary>Starts a tree on some rows.</summary>
    public void Start(ReadOnlySpan<int> rows)
    {
        if (_rows.Length < rows.Length)
        {
            _rows = new int[rows.Length];
            _spare = new int[rows.Length];
        }

        rows.CopyTo(_rows);
    }

    /// <summary>The rows of a node.</summary>
    public ReadOnlySpan<int> Of(Node node) => _rows.AsSpan(node.FirstRow, node.Sums.Rows);

    /// <summary>Puts the rows that go left before those that go right.</summary>
    public void Split(Node node, SplitCandidate split)
    {
        var missing = table.Column(split.Column).MissingBin;
        Span<bool> goesLeft = stackalloc bool[missing + 1];
        for (var b = 0; b < goesLeft.Length; b++) goesLeft[b] = split.GoesLeft((byte)b, missing);
        var bins = table.Bins(split.Column);
        var rows = _rows.AsSpan(node.FirstRow, node.Sums.Rows);
        int left = 0, right = 0;
        foreach (var row in rows)
        {
            // Both are written and one is kept: which way a row goes is no guess for the processor. What is read has always been passed.
            var isLeft = goesLeft[bins[row]];
            rows[left] = row;
            _spare[right] = row;
            left += isLeft ? 1 : 0;
            right += isLeft ? 0 : 1;
        }

        _spare.AsSpan(0, right).CopyTo(rows[left..]);
    }
}
