using Predictor.Trees.Scoring;

namespace Predictor.Trees.Explaining;

/// <summary>A tree of at least one split, made ready for the <see cref="ShapleyKernel{TVector, TLanes}"/>.</summary>
internal sealed class ShapleyTree
{
    private readonly Tree _tree;
    private readonly BlockLayout _layout;
    private readonly List<ulong[]> _sets;
    private readonly List<ShapleyNode> _nodes = [];
    private readonly List<double> _inverses = [];
    private readonly List<int> _upward = [];
    private int _repeated;

    /// <param name="tree">The tree.</param>
    /// <param name="layout">How rows are laid out.</param>
    /// <param name="sets">Where its sets of categories go.</param>
    /// <param name="rules">The quadrature by its number of points, from zero on; filled as needed.</param>
    /// <param name="mostInverses">How many inverse factors it may keep; where there are more it keeps none.</param>
    public ShapleyTree(Tree tree, BlockLayout layout, List<ulong[]> sets, List<GaussLegendre> rules, int mostInverses)
    {
        _tree = tree;
        _layout = layout;
        _sets = sets;
        // With d columns on a path the integrand has degree d - 1.
        Points = (MostColumns(0, []) + 1) / 2;
        HasInverses = (long)_repeated * GaussLegendre.Room(Points) <= mostInverses;
        while (rules.Count < Points) rules.Add(new GaussLegendre(rules.Count + 1));
        Rule = rules[Points - 1];
        Add(0, []);
        Nodes = [.. _nodes];
        Inverses = [.. _inverses];
        UpwardOrder = [.. _upward];
    }

    /// <summary>Points at which the integrands are taken.</summary>
    public int Points { get; }

    public GaussLegendre Rule { get; }

    /// <summary>The splits, the root first.</summary>
    public ShapleyNode[] Nodes { get; }

    /// <summary>The numbers of the splits, each after all below it, what is left before what is right.</summary>
    public int[] UpwardOrder { get; }

    /// <summary>Whether <see cref="Inverses"/> holds those of all splits that need them; else they are computed as they are needed.</summary>
    public bool HasInverses { get; }

    /// <summary>See <see cref="ShapleyNode.Inverses"/>.</summary>
    public double[] Inverses { get; }

    /// <summary>Splits on the paths of all leaves, each path by itself: what a table of the paths would hold.</summary>
    public long PathSteps { get; private set; }

    /// <summary>The most splits between the root and a leaf.</summary>
    public int Depth => _tree.Depth;

    private int MostColumns(int node, HashSet<int> above)
    {
        if (_tree.IsLeaf(node)) return above.Count;
        var isNew = above.Add(_tree.Column(node));
        if (!isNew) _repeated++;
        var most = Math.Max(MostColumns(_tree.Left(node), above), MostColumns(_tree.Right(node), above));
        if (isNew) above.Remove(_tree.Column(node));
        return most;
    }

    private int Add(int node, List<(int Column, double Zero, int Node)> path)
    {
        if (_tree.IsLeaf(node))
        {
            PathSteps += path.Count;
            return -1;
        }

        var (left, right, column) = (_tree.Left(node), _tree.Right(node), _tree.Column(node));
        var prior = path.FindLastIndex(step => step.Column == column) + 1;
        var zero = prior > 0 ? path[prior - 1].Zero : 1;
        var inverses = _inverses.Count;
        if (prior > 0 && HasInverses)
        {
            for (var q = 0; q < Points; q++) _inverses.Add(1 / (Rule.At[q] + Rule.Rest[q] * zero));
            // Room for whole vectors.
            while (_inverses.Count % GaussLegendre.Multiple != 0) _inverses.Add(0);
        }

        var cover = _tree.Cover(left) + _tree.Cover(right);
        var (shareLeft, shareRight) = (_tree.Cover(left) / cover, _tree.Cover(right) / cover);
        var at = _nodes.Count;
        _nodes.Add(default);
        var split = _layout.SplitOf(_tree, node, _sets);
        path.Add((column, zero * shareLeft, at));
        var leftAt = Add(left, path);
        path[^1] = (column, zero * shareRight, at);
        var rightAt = Add(right, path);
        path.RemoveAt(path.Count - 1);
        _upward.Add(at);
        _nodes[at] = new ShapleyNode
        {
            Split = split,
            Prior = prior,
            PriorChild = prior == 0 ? -1 : prior < path.Count ? path[prior].Node : at,
            Zero = zero,
            Inverses = inverses,
            ShareLeft = shareLeft,
            ShareRight = shareRight,
            Left = leftAt,
            Right = rightAt,
            ValueLeft = _tree.Value(left),
            ValueRight = _tree.Value(right),
        };
        return at;
    }
}
