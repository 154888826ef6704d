using Predictor.Trees.Binning;
using Predictor.Trees.Numerics;

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
    private readonly LeafOrder _order;
    private readonly Interactions? _interactions;
    private readonly Draws _draws;
    private readonly Histograms _histograms;
    private readonly RowList _rows;
    private readonly RowList _passing;
    private readonly ColumnScan _scan;
    private readonly List<Node> _nodes = [];
    private readonly bool[] _goesLeft = new bool[BinnedColumn.MaximumBins];
    private FixedPoint _point;
    private int _round;
    private bool _isOrdered;

    public TreeGrower(BinnedTable table, BoostingOptions options, Draws draws, Team team)
    {
        _table = table;
        _options = options;
        _draws = draws;
        _maximumDepth = options.MaxDepth == 0 ? TreeData.MaximumDepth : options.MaxDepth;
        _order = new LeafOrder(table, new LeafRule(options.L1, options.L2));
        _interactions = options.InteractionGroups is { } groups ? new Interactions(groups, table.Columns.Count) : null;
        _histograms = new Histograms(table);
        _rows = new RowList(team);
        _passing = new RowList(team);
        _scan = new ColumnScan(table, options, _histograms, _rows, team);
    }

    /// <summary>Grows one tree on the rows drawn for it; covers are still to be set.</summary>
    /// <param name="rows">Its rows, ascending.</param>
    /// <param name="passing">Rows that only pass through it, in two lists.</param>
    /// <param name="columns">The columns it may split on, ascending.</param>
    /// <param name="gradients">The derivatives at the scores so far.</param>
    /// <param name="round">The number of the tree.</param>
    public GrownTree Grow(ReadOnlySpan<int> rows, (ReadOnlyMemory<int> Undrawn, ReadOnlyMemory<int> Judged) passing, int[] columns, Gradients gradients, int round)
    {
        _rows.Start(rows, default);
        _passing.Start(passing.Undrawn.Span, passing.Judged.Span);
        _scan.Start(gradients.Sums, gradients.Point);
        (_point, _round, _isOrdered) = (gradients.Point, round, _order.Matters(columns));
        _nodes.Clear();
        var root = new Node
        {
            FirstRow = 0,
            Rows = rows.Length,
            FirstPassing = 0,
            Passing = _passing.Count,
            Depth = 0,
            Sums = default,
            Columns = columns,
            Path = [],
        };
        _nodes.Add(root);
        if (_isOrdered) _order.Start(root);
        if (columns.Length > 0 && root.Rows >= 2L * _options.MinimumChildRows)
        {
            root.Histogram = _histograms.Take();
            _scan.Sum(root);
            if (MaySplit(root)) _scan.ScanSummed(root, Tried(root, 0));
        }

        for (var leaves = 1; leaves < _options.Leaves && Best() is { } node; leaves++)
        {
            var (left, right) = Split(node);
            var changed = _isOrdered ? _order.Split(node, left, right, _goesLeft.AsSpan(0, _table.Column(node.Candidate!.Column).Bins), _point) : [];
            if (leaves + 1 == _options.Leaves) break;
            Search(node, left, right);
            foreach (var leaf in changed) SearchAgain(leaf);
        }

        foreach (var node in _nodes) Free(node);
        return new GrownTree(_table, _nodes, _point, _options);
    }

    /// <summary>The rows of a node of the tree grown last.</summary>
    public ReadOnlySpan<int> Rows(Node node) => _rows.Of(node.FirstRow, node.Rows);

    /// <summary>The rows that pass through it.</summary>
    public ReadOnlySpan<int> Passing(Node node) => _passing.Of(node.FirstPassing, node.Passing);

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
        node.Depth < _maximumDepth && node.Columns.Length > 0 && node.Rows >= 2L * _options.MinimumChildRows && _point.Unpack(node.Sums).Curvature >= 2 * _options.MinimumChildWeight;

    private (Node Left, Node Right) Split(Node node)
    {
        var split = node.Candidate!;
        var missing = _table.Column(split.Column).MissingBin;
        for (var b = 0; b <= missing; b++) _goesLeft[b] = split.GoesLeft((byte)b, missing);
        var rows = _rows.Split(node.FirstRow, node.Rows, _table.Bins(split.Column), _goesLeft);
        var passing = _passing.Split(node.FirstPassing, node.Passing, _table.Bins(split.Column), _goesLeft);
        var path = node.Path;
        var columns = node.Columns;
        if (_interactions is not null && !path.Contains(split.Column))
        {
            path = [.. path, split.Column];
            columns = _interactions.Below(columns, path);
        }

        var left = new Node
        {
            FirstRow = node.FirstRow,
            Rows = rows,
            FirstPassing = node.FirstPassing,
            Passing = passing,
            Depth = node.Depth + 1,
            Sums = split.Left,
            Columns = columns,
            Path = path,
        };
        var right = new Node
        {
            FirstRow = node.FirstRow + rows,
            Rows = node.Rows - rows,
            FirstPassing = node.FirstPassing + passing,
            Passing = node.Passing - passing,
            Depth = node.Depth + 1,
            Sums = split.Right,
            Columns = columns,
            Path = path,
        };
        node.IsSplit = true;
        node.Left = _nodes.Count;
        node.Right = _nodes.Count + 1;
        _nodes.Add(left);
        _nodes.Add(right);
        return (left, right);
    }

    private void Search(Node node, Node left, Node right)
    {
        var (smaller, larger) = left.Rows <= right.Rows ? (left, right) : (right, left);
        var (maySplitSmaller, maySplitLarger) = (MaySplit(smaller), MaySplit(larger));
        if (maySplitSmaller || maySplitLarger)
        {
            smaller.Histogram = _histograms.Take();
            if (maySplitLarger) (larger.Histogram, node.Histogram) = (node.Histogram, null);
            var (smallerNumber, largerNumber) = smaller == left ? (node.Left, node.Right) : (node.Right, node.Left);
            _scan.Scan(smaller, maySplitLarger ? larger : null, maySplitSmaller ? Tried(smaller, smallerNumber) : null, maySplitLarger ? Tried(larger, largerNumber) : null);
        }

        Free(node);
        // What cannot be split within its bounds may be once they have changed.
        if (smaller.Candidate is null && !(_isOrdered && maySplitSmaller)) Free(smaller);
        if (larger.Candidate is null && !_isOrdered) Free(larger);
    }

    /// <summary>Looks anew for the best split of a leaf, as its bounds are no longer those that its candidate was found under.</summary>
    private void SearchAgain(Node leaf)
    {
        if (leaf.Histogram is not null) _scan.ScanSummed(leaf, Tried(leaf, _nodes.IndexOf(leaf)));
    }

    private int[] Tried(Node node, int number) => _draws.Columns(node.Columns, _round, number);

    private void Free(Node node)
    {
        if (node.Histogram is not { } histogram) return;
        node.Histogram = null;
        _histograms.Free(histogram);
    }
}
