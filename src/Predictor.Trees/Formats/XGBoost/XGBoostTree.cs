namespace Predictor.Trees.Formats.XGBoost;

/// <summary>The lists of one tree. Nodes that were pruned may still stand in them; a node without a left child is a leaf, and its value is its split condition.</summary>
internal sealed class XGBoostTree
{
    private readonly JsonPlace _tree;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly int[] _columns;
    private readonly float[] _conditions;
    private readonly int[] _defaultLeft;
    private readonly int[] _types;
    private readonly float[] _covers;
    private readonly Dictionary<int, int[]> _members;

    /// <param name="tree">The tree.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="totals">What the trees before it ask for.</param>
    public XGBoostTree(JsonPlace tree, int columns, FileTotals totals)
    {
        _tree = tree;
        var parameters = tree["tree_param"];
        parameters.Optional("size_leaf_vector")?.Parameter(0, 1);
        var nodes = parameters["num_nodes"].Parameter(1, FileLimits.Nodes);
        totals.AddNodes(tree.Path, nodes);
        _left = tree["left_children"].Integers(nodes);
        _right = tree["right_children"].Integers(nodes);
        _columns = tree["split_indices"].Integers(nodes);
        _conditions = tree["split_conditions"].Singles(nodes);
        _defaultLeft = tree["default_left"].Integers(nodes);
        _covers = tree["sum_hessian"].Singles(nodes);
        // Models from before categories have no types.
        _types = tree.Optional("split_type")?.Integers(nodes) ?? new int[nodes];
        _members = tree.Optional("categories_nodes") is { } at ? MembersOf(at) : [];
        Reached = Check(columns);
    }

    /// <summary>How messages name it.</summary>
    public string Name => _tree.Path;

    /// <summary>The splits that the root leads to.</summary>
    public IReadOnlyList<int> Reached { get; }

    public int Column(int node) => _columns[node];

    public bool IsCategory(int node) => _types[node] == 1;

    /// <summary>The codes that go right, ascending.</summary>
    public IReadOnlyList<int> Members(int node) => _members[node];

    /// <param name="columns">The columns with their numbers of categories.</param>
    public TreeData Data(IReadOnlyList<TreeColumn> columns) => TreeLayout.Of(_tree.Path, _left.Length, n => Node(n, columns));

    private FileNode Node(int node, IReadOnlyList<TreeColumn> columns)
    {
        if (IsLeaf(node)) return new FileNode { IsLeaf = true, Value = _conditions[node], Cover = Cover(node) };
        var split = new FileNode { Column = _columns[node], MissingGoesLeft = _defaultLeft[node] == 1, Left = _left[node], Right = _right[node] };
        return IsCategory(node)
            ? split with { Codes = [.. Enumerable.Range(0, columns[_columns[node]].CategoryCount).Except(_members[node])] }
            : split with { Threshold = SingleThreshold.Below(_conditions[node]) };
    }

    private double Cover(int leaf)
    {
        if (_covers[leaf] > 0) return _covers[leaf];
        // A tree of one leaf tells nothing apart.
        return leaf == 0 ? 1 : throw Error("sum_hessian", leaf, $"{_covers[leaf]:R}", "a positive number, as contributions weigh leaves by it");
    }

    private bool IsLeaf(int node) => _left[node] == -1;

    /// <summary>Walks from the root and checks each split before anything is made of it; loops are left to the layout.</summary>
    private List<int> Check(int columns)
    {
        var isSeen = new bool[_left.Length];
        var waiting = new Stack<int>([0]);
        var reached = new List<int>();
        while (waiting.TryPop(out var n))
        {
            if (isSeen[n]) continue;
            isSeen[n] = true;
            if (!IsLeaf(n)) CheckSplit(n, columns);
            // Thresholds of categories apart, which mean nothing.
            if (!float.IsFinite(_conditions[n]) && (IsLeaf(n) || !IsCategory(n))) throw Error("split_conditions", n, "no finite number", IsLeaf(n) ? "the value of a leaf" : "a threshold");
            if (IsLeaf(n)) continue;
            reached.Add(n);
            waiting.Push(_right[n]);
            waiting.Push(_left[n]);
        }

        return reached;
    }

    private void CheckSplit(int n, int columns)
    {
        if (_columns[n] < 0 || _columns[n] >= columns) throw Error("split_indices", n, $"{_columns[n]}", $"0 to {columns - 1}");
        if (_types[n] is not (0 or 1)) throw Error("split_type", n, $"{_types[n]}", "0 for a number or 1 for a category");
        if (_defaultLeft[n] is not (0 or 1)) throw Error("default_left", n, $"{_defaultLeft[n]}", "0 or 1");
        if (IsCategory(n) && !_members.ContainsKey(n)) throw new ModelFormatException($"{_tree.Path}.categories_nodes does not name node {n}, a split on a category; expected its categories.");
        foreach (var (name, child) in new[] { ("left_children", _left[n]), ("right_children", _right[n]) })
        {
            if (child < 1 || child >= _left.Length) throw Error(name, n, $"{child}", $"1 to {_left.Length - 1}, or -1 on both sides for a leaf");
        }
    }

    private Dictionary<int, int[]> MembersOf(JsonPlace place)
    {
        var nodes = place.Integers(null);
        var all = _tree["categories"].Integers(null);
        var from = _tree["categories_segments"].Integers(nodes.Length);
        var sizes = _tree["categories_sizes"].Integers(nodes.Length);
        // Segments do not overlap; if they did, a small file could ask for a large memory.
        if (sizes.Sum(s => (long)s) > all.Length) throw new ModelFormatException($"{_tree.Path}.categories_sizes sum to {sizes.Sum(s => (long)s)}; expected at most {all.Length}, the number of categories listed.");
        var members = new Dictionary<int, int[]>();
        for (var i = 0; i < nodes.Length; i++)
        {
            if (from[i] < 0 || sizes[i] < 0 || sizes[i] > FileLimits.Categories || from[i] > all.Length - sizes[i])
                throw Error("categories_segments", i, $"{from[i]} with size {sizes[i]}", $"a place among the {all.Length} categories");
            var own = all.AsSpan(from[i], sizes[i]).ToArray();
            if (own.FirstOrDefault(c => c is < 0 or >= FileLimits.Categories) is var odd and not 0) throw new ModelFormatException($"{_tree.Path}.categories has {odd}; expected codes from 0 to {FileLimits.Categories - 1}.");
            Array.Sort(own);
            if (!members.TryAdd(nodes[i], own)) throw Error("categories_nodes", i, $"{nodes[i]} for the second time", "each node once");
        }

        return members;
    }

    private ModelFormatException Error(string list, int entry, string actual, string expected) => new($"{_tree.Path}.{list}[{entry}] is {actual}; expected {expected}.");
}
