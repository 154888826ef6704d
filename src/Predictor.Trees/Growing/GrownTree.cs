namespace Predictor.Trees.Growing;

/// <summary>A tree as it was grown, in bins: knows where all rows went, and becomes a tree that scores values.</summary>
internal sealed class GrownTree
{
    private readonly BinnedTable _table;
    private readonly Node[] _nodes;
    private readonly double[] _values;
    private readonly double[] _covers;

    public GrownTree(BinnedTable table, IReadOnlyList<Node> nodes, FixedPoint point, BoostingOptions options)
    {
        _table = table;
        _nodes = [.. nodes];
        var rule = new LeafRule(options.L1, options.L2);
        // Without a split there is nothing learned but how the rows drawn differ from all by chance.
        _values = [.. nodes.Select(n => n.IsSplit || nodes.Count == 1 ? 0 : options.LearningRate * rule.Value(point.Unpack(n.Sums), n.Bounds))];
        _covers = new double[_nodes.Length];
    }

    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>What a leaf adds to the score of its rows.</summary>
    public double Value(int leaf) => _values[leaf];

    /// <summary>Adds to the sum of the weights of all training rows in a leaf, those too that were not drawn.</summary>
    public void AddCover(int leaf, double weight) => _covers[leaf] += weight;

    /// <summary>The same tree over values, once the covers of all leaves are set.</summary>
    public TreeData ToData()
    {
        // Children stand after their parents.
        for (var n = _nodes.Length - 1; n >= 0; n--)
        {
            if (_nodes[n].IsSplit) _covers[n] = _covers[_nodes[n].Left] + _covers[_nodes[n].Right];
        }

        return new TreeData
        {
            Column = [.. _nodes.Select(n => n.IsSplit ? n.Candidate!.Column : TreeData.Leaf)],
            Threshold = [.. _nodes.Select(n => n.IsSplit && n.Candidate!.LeftBins is null ? _table.Column(n.Candidate.Column).Threshold(n.Candidate.LastLeftBin) : 0)],
            Categories = _nodes.Any(n => n.IsSplit && n.Candidate!.LeftBins is not null) ? [.. _nodes.Select(Categories)] : null,
            MissingGoesLeft = [.. _nodes.Select(n => n.IsSplit && n.Candidate!.MissingGoesLeft)],
            Left = [.. _nodes.Select(n => n.IsSplit ? n.Left : 0)],
            Right = [.. _nodes.Select(n => n.IsSplit ? n.Right : 0)],
            Value = _values,
            Cover = _covers,
        };
    }

    private IReadOnlyList<int>? Categories(Node node) =>
        node.IsSplit && node.Candidate!.LeftBins is { } left ? [.. _table.Column(node.Candidate.Column).CategoriesOf(bin => left[bin])] : null;
}
