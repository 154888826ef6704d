namespace Predictor.Trees.Growing;

/// <summary>
/// Grows trees leaf by leaf: the split that lowers the loss most comes next, wherever it is (Shi, 2007). The smaller child's histogram is summed from its
/// rows, the larger one's is what is left of the parent's.
/// </summary>
internal sealed class TreeGrower(BinnedTable table, BoostingOptions options, CancellationToken cancellation)
{
    private readonly Histograms _histograms = new(table, options.Threads, cancellation);
    private readonly SplitFinder _finder = new(table, options);
    private readonly SplitCandidate?[] _found = new SplitCandidate?[table.Columns.Count];
    private readonly List<Node> _nodes = [];
    private int[] _rows = [];
    private int[] _spare = [];
    private int[] _columns = [];

    /// <summary>Grows one tree on the rows drawn for it; covers are still to be set.</summary>
    /// <param name="rows">Its rows, which are reordered.</param>
    /// <param name="columns">The columns it may split on, ascending.</param>
    /// <param name="gradients">The derivatives at the scores so far.</param>
    public GrownTree Grow(int[] rows, int[] columns, GradientPairs gradients)
    {
        (_rows, _columns) = (rows, columns);
        if (_spare.Length < rows.Length) _spare = new int[rows.Length];
        _nodes.Clear();
        var root = new Node { FirstRow = 0, Depth = 0, Sums = SumOf(rows, gradients), Bounds = LeafBounds.None };
        _nodes.Add(root);
        if (MaySplit(root)) Search(root, _histograms.Build(columns, rows, gradients));
        for (var leaves = 1; leaves < options.Leaves && Best() is { } node; leaves++) Split(node, gradients, isLast: leaves + 1 == options.Leaves);
        foreach (var node in _nodes) Free(node);
        return new GrownTree(table, _nodes, options);
    }

    private static HistogramBin SumOf(int[] rows, GradientPairs gradients)
    {
        var sums = new HistogramBin { Rows = rows.Length };
        foreach (var row in rows)
        {
            sums.Gradient += gradients.Gradients[row];
            sums.Curvature += gradients.Curvatures[row];
        }

        return sums;
    }

    /// <summary>The leaf to split next; the first among equals.</summary>
    private Node? Best()
    {
        Node? best = null;
        foreach (var node in _nodes)
        {
            if (!node.IsSplit && node.Candidate is { } candidate && (best is null || candidate.Gain > best.Candidate!.Gain)) best = node;
        }

        return best;
    }

    private bool MaySplit(Node node) =>
        (options.MaximumDepth == 0 || node.Depth < options.MaximumDepth) && node.Sums.Rows >= 2L * options.MinimumChildRows && node.Sums.Curvature >= 2 * options.MinimumChildWeight;

    private void Search(Node node, HistogramBin[] histogram)
    {
        node.Histogram = histogram;
        _histograms.ForEach(_columns, node.Sums.Rows, column => _found[column] = _finder.Find(column, _histograms.Of(histogram, column), node.Sums, node.Bounds));
        foreach (var column in _columns)
        {
            if (_found[column] is { } found && (node.Candidate is null || found.Gain > node.Candidate.Gain)) node.Candidate = found;
        }

        if (node.Candidate is null) Free(node);
    }

    private void Split(Node node, GradientPairs gradients, bool isLast)
    {
        var split = node.Candidate!;
        Partition(node, split);
        var (leftBounds, rightBounds) = node.Bounds.Split(node.Bounds.Value(split.Left, options.L2), node.Bounds.Value(split.Right, options.L2), split.Direction);
        var left = new Node { FirstRow = node.FirstRow, Depth = node.Depth + 1, Sums = split.Left, Bounds = leftBounds };
        var right = new Node { FirstRow = node.FirstRow + split.Left.Rows, Depth = node.Depth + 1, Sums = split.Right, Bounds = rightBounds };
        node.IsSplit = true;
        node.Left = _nodes.Count;
        node.Right = _nodes.Count + 1;
        _nodes.Add(left);
        _nodes.Add(right);
        if (!isLast && (MaySplit(left) || MaySplit(right))) SearchChildren(node, left, right, gradients);
    }

    private void SearchChildren(Node node, Node left, Node right, GradientPairs gradients)
    {
        var (smaller, larger) = left.Sums.Rows <= right.Sums.Rows ? (left, right) : (right, left);
        var own = _histograms.Build(_columns, _rows.AsMemory(smaller.FirstRow, smaller.Sums.Rows), gradients);
        if (MaySplit(larger))
        {
            var rest = node.Histogram!;
            node.Histogram = null;
            _histograms.Subtract(_columns, rest, own);
            Search(larger, rest);
        }

        smaller.Histogram = own;
        if (MaySplit(smaller)) Search(smaller, own);
        else Free(smaller);
    }

    private void Free(Node node)
    {
        if (node.Histogram is not { } histogram) return;
        node.Histogram = null;
        _histograms.Free(histogram);
    }

    /// <summary>Puts the rows that go left before those that go right, each in their order.</summary>
    private void Partition(Node node, SplitCandidate split)
    {
        var column = table.Column(split.Column);
        var bins = table.Bins(split.Column);
        var goesLeft = new bool[column.Bins];
        for (var b = 0; b < goesLeft.Length; b++) goesLeft[b] = split.GoesLeft((byte)b, column.MissingBin);
        var rows = _rows.AsSpan(node.FirstRow, node.Sums.Rows);
        int left = 0, right = 0;
        foreach (var row in rows)
        {
            if (goesLeft[bins[row]]) rows[left++] = row;
            else _spare[right++] = row;
        }

        _spare.AsSpan(0, right).CopyTo(rows[left..]);
    }
}
