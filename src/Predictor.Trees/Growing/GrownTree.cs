namespace Predictor.Trees.Growing;

/// <summary>A tree as it was grown, in bins: finds the leaf of any row of the table, and becomes a tree that scores values.</summary>
internal sealed class GrownTree
{
    private readonly BinnedTable _table;
    private readonly Node[] _nodes;
    private readonly double[] _values;
    private readonly Step[] _steps;

    public GrownTree(BinnedTable table, IReadOnlyList<Node> nodes, BoostingOptions options)
    {
        _table = table;
        _nodes = [.. nodes];
        // Without a split there is nothing learned but how the rows drawn differ from all by chance.
        _values = [.. nodes.Select(n => n.IsSplit || nodes.Count == 1 ? 0 : options.LearningRate * n.Bounds.Value(n.Sums, options.L2))];
        _steps = [.. nodes.Select(StepOf)];
        Covers = new double[_nodes.Length];
    }

    /// <summary>For each node the sum of the weights of all training rows in it, those too that were not drawn; set by <see cref="AddCover"/>.</summary>
    public double[] Covers { get; }

    /// <summary>The leaf that a row of the table falls into.</summary>
    public int LeafOf(int row)
    {
        var n = 0;
        while (_steps[n] is { Bins: { } bins } step) n = step.Next[bins[row]];
        return n;
    }

    /// <summary>What a leaf adds to the score of its rows.</summary>
    public double Value(int leaf) => _values[leaf];

    /// <summary>Adds up the covers of leaves, so that every node has its own.</summary>
    public void AddCover()
    {
        // Children stand after their parents.
        for (var n = _nodes.Length - 1; n >= 0; n--)
        {
            if (_nodes[n].IsSplit) Covers[n] = Covers[_nodes[n].Left] + Covers[_nodes[n].Right];
        }
    }

    /// <summary>The same tree over values.</summary>
    public TreeData ToData() => new()
    {
        Column = [.. _nodes.Select(n => n.IsSplit ? n.Candidate!.Column : TreeData.Leaf)],
        Threshold = [.. _nodes.Select(n => n.IsSplit && n.Candidate!.LeftBins is null ? _table.Column(n.Candidate.Column).Threshold(n.Candidate.LastLeftBin) : 0)],
        Categories = _nodes.Any(n => n.IsSplit && n.Candidate!.LeftBins is not null) ? [.. _nodes.Select(Categories)] : null,
        MissingGoesLeft = [.. _nodes.Select(n => n.IsSplit && n.Candidate!.MissingGoesLeft)],
        Left = [.. _nodes.Select(n => n.IsSplit ? n.Left : 0)],
        Right = [.. _nodes.Select(n => n.IsSplit ? n.Right : 0)],
        Value = _values,
        Cover = Covers,
    };

    private IReadOnlyList<int>? Categories(Node node) =>
        node.IsSplit && node.Candidate!.LeftBins is { } left ? [.. _table.Column(node.Candidate.Column).CategoriesOf(bin => left[bin])] : null;

    private Step StepOf(Node node)
    {
        if (!node.IsSplit) return default;
        var missing = _table.Column(node.Candidate!.Column).MissingBin;
        return new Step(_table.Bins(node.Candidate.Column), [.. Enumerable.Range(0, missing + 1).Select(b => node.Candidate.GoesLeft((byte)b, missing) ? node.Left : node.Right)]);
    }

    /// <param name="Bins">The bin of each row in the column that a node splits on; null for a leaf.</param>
    /// <param name="Next">The child for each bin.</param>
    private readonly record struct Step(byte[]? Bins, int[] Next);
}
