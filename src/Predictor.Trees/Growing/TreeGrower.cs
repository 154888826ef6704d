namespace Predictor.Trees.Growing;

/// <summary>
/// Grows trees leaf by leaf: the split that lowers the loss most comes next, wherever it is (Shi, 2007). The smaller child's histogram is summed from its
/// rows, the larger one's is what is left of the parent's.
/// </summary>
internal sealed class TreeGrower
{
    private readonly BinnedTable _table;
    private readonly BoostingOptions _options;
    private readonly int _maximumDepth;
    private readonly CancellationToken _cancellation;
    private readonly Histograms _histograms;
    private readonly ColumnScan _scan;
    private readonly RowPartition _rows;
    private readonly List<Node> _nodes = [];

    public TreeGrower(BinnedTable table, BoostingOptions options, CancellationToken cancellation)
    {
        _table = table;
        _options = options;
        _maximumDepth = options.MaxDepth == 0 ? TreeData.MaximumDepth : options.MaxDepth;
        _cancellation = cancellation;
        _histograms = new Histograms(table);
        _scan = new ColumnScan(table, options, _histograms, cancellation);
        _rows = new RowPartition(table);
    }

    /// <summary>Grows one tree on the rows drawn for it; covers are still to be set.</summary>
    /// <param name="rows">Its rows, ascending.</param>
    /// <param name="columns">The columns it may split on, ascending.</param>
    /// <param name="gradients">The derivatives at the scores so far.</param>
    public GrownTree Grow(ReadOnlySpan<int> rows, int[] columns, GradientPairs gradients)
    {
        _rows.Start(rows);
        _nodes.Clear();
        var root = new Node { FirstRow = 0, Depth = 0, Sums = SumOf(rows, gradients), Bounds = LeafBounds.None };
        _nodes.Add(root);
        if (MaySplit(root))
        {
            root.Histogram = _histograms.Take();
            _scan.Scan(columns, _rows.Of(root), gradients, root, null, maySplitFirst: true);
        }

        for (var leaves = 1; leaves < _options.Leaves && Best() is { } node; leaves++)
        {
            _cancellation.ThrowIfCancellationRequested();
            var (left, right) = Split(node);
            if (leaves + 1 < _options.Leaves) Search(node, left, right, columns, gradients);
        }

        foreach (var node in _nodes) Free(node);
        return new GrownTree(_table, _nodes, _options);
    }

    private static HistogramBin SumOf(ReadOnlySpan<int> rows, GradientPairs gradients)
    {
        var sums = new HistogramBin { Rows = rows.Length };
        foreach (var row in rows)
        {
            sums.Gradient += gradients[row].Gradient;
            sums.Curvature += gradients[row].Curvature;
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
        node.Depth < _maximumDepth && node.Sums.Rows >= 2L * _options.MinimumChildRows && node.Sums.Curvature >= 2 * _options.MinimumChildWeight;

    private (Node Left, Node Right) Split(Node node)
    {
        var split = node.Candidate!;
        _rows.Split(node, split);
        var (leftBounds, rightBounds) = node.Bounds.Split(node.Bounds.Value(split.Left, _options.L2), node.Bounds.Value(split.Right, _options.L2), split.Direction);
        var left = new Node { FirstRow = node.FirstRow, Depth = node.Depth + 1, Sums = split.Left, Bounds = leftBounds };
        var right = new Node { FirstRow = node.FirstRow + split.Left.Rows, Depth = node.Depth + 1, Sums = split.Right, Bounds = rightBounds };
        node.IsSplit = true;
        node.Left = _nodes.Count;
        node.Right = _nodes.Count + 1;
        _nodes.Add(left);
        _nodes.Add(right);
        return (left, right);
    }

    private void Search(Node node, Node left, Node right, int[] columns, GradientPairs gradients)
    {
        var (smaller, larger) = left.Sums.Rows <= right.Sums.Rows ? (left, right) : (right, left);
        var (maySplitSmaller, maySplitLarger) = (MaySplit(smaller), MaySplit(larger));
        if (maySplitSmaller || maySplitLarger)
        {
            smaller.Histogram = _histograms.Take();
            if (maySplitLarger) (larger.Histogram, node.Histogram) = (node.Histogram, null);
            _scan.Scan(columns, _rows.Of(smaller), gradients, smaller, maySplitLarger ? larger : null, maySplitSmaller);
        }

        Free(node);
        if (smaller.Candidate is null) Free(smaller);
        if (larger.Candidate is null) Free(larger);
    }

    private void Free(Node node)
    {
        if (node.Histogram is not { } histogram) return;
        node.Histogram = null;
        _histograms.Free(histogram);
    }
}
