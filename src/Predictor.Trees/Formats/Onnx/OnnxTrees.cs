namespace Predictor.Trees.Formats.Onnx;

/// <summary>The lists of a <c>TreeEnsembleRegressor</c>, one entry a node of all trees.</summary>
internal sealed class OnnxTrees
{
    private const string AtMost = "BRANCH_LEQ";
    private const string Equal = "BRANCH_EQ";
    private const string Leaf = "LEAF";

    private readonly TreeEnsemble _ensemble;
    private readonly List<long> _trees = [];
    private readonly List<long> _ids = [];
    private readonly List<long> _columns = [];
    private readonly List<double> _thresholds = [];
    private readonly List<string> _modes = [];
    private readonly List<long> _whenTrue = [];
    private readonly List<long> _whenFalse = [];
    private readonly List<long> _missingIsTrue = [];
    private readonly List<long> _leafTrees = [];
    private readonly List<long> _leaves = [];
    private readonly List<double> _weights = [];

    public OnnxTrees(TreeEnsemble ensemble)
    {
        _ensemble = ensemble;
        for (var t = 0; t < ensemble.Trees.Count; t++) Add(t, ensemble.Trees[t]);
        // The operator wants a tree.
        if (ensemble.Trees.Count == 0) AddLeaf(0, 0, 0);
    }

    /// <summary>Whether some split reads its column with zeros missing, which stands behind the others.</summary>
    public bool ReadsZeroAsMissing { get; private set; }

    public void WriteTo(OnnxNode node)
    {
        node.Integer("n_targets", 1);
        node.Text("aggregate_function", "SUM");
        node.Text("post_transform", "NONE");
        node.Doubles("base_values_as_tensor", [_ensemble.BaseScore]);
        node.Integers("nodes_treeids", _trees);
        node.Integers("nodes_nodeids", _ids);
        node.Integers("nodes_featureids", _columns);
        node.Doubles("nodes_values_as_tensor", _thresholds);
        node.Texts("nodes_modes", _modes);
        node.Integers("nodes_truenodeids", _whenTrue);
        node.Integers("nodes_falsenodeids", _whenFalse);
        node.Integers("nodes_missing_value_tracks_true", _missingIsTrue);
        node.Integers("target_treeids", _leafTrees);
        node.Integers("target_nodeids", _leaves);
        node.Integers("target_ids", _leaves.Select(_ => 0L));
        node.Doubles("target_weights_as_tensor", _weights);
    }

    private void Add(int number, TreeData tree)
    {
        // A split on a category becomes a chain of questions, the first of which has the split's own number and the others new ones behind all nodes.
        var next = tree.Column.Count;
        for (var n = 0; n < tree.Column.Count; n++)
        {
            if (tree.Column[n] == TreeData.Leaf) AddLeaf(number, n, tree.Value[n]);
            else if (tree.Categories?[n] is { } codes) AddChain(number, n, tree, codes, ref next);
            else AddNumber(number, n, tree);
        }
    }

    private void AddLeaf(int tree, int node, double value)
    {
        AddNode(tree, node, 0, 0, Leaf, 0, 0, false);
        _leafTrees.Add(tree);
        _leaves.Add(node);
        _weights.Add(value);
    }

    private void AddNumber(int number, int node, TreeData tree)
    {
        var column = tree.Column[node];
        if (tree.ZeroIsMissing?[node] == true)
        {
            ReadsZeroAsMissing = true;
            column += _ensemble.Columns.Count;
        }

        AddNode(number, node, column, tree.Threshold[node], AtMost, tree.Left[node], tree.Right[node], tree.MissingGoesLeft[node]);
    }

    /// <summary>
    /// "Is it this code?" for each code of one side; what is none of them, NaN among it, falls through to the other. The side asked for is therefore that which a value
    /// beyond the codes does not go to.
    /// </summary>
    private void AddChain(int number, int node, TreeData tree, IReadOnlyList<int> codes, ref int next)
    {
        var column = tree.Column[node];
        var othersGoLeft = _ensemble.Data.CategoryRule == CategoryRule.TruncatedOthersLeft || tree.MissingGoesLeft[node];
        var (asked, other) = othersGoLeft ? (tree.Right[node], tree.Left[node]) : (tree.Left[node], tree.Right[node]);
        int[] answers = othersGoLeft ? [.. Enumerable.Range(0, _ensemble.Columns[column].CategoryCount).Except(codes)] : [.. codes];
        if (answers.Length == 0)
        {
            // Nothing to ask for: every value goes to the other side, and where NaN goes is said as for a number.
            AddNode(number, node, column, double.PositiveInfinity, AtMost, other, asked, !(othersGoLeft && !tree.MissingGoesLeft[node]));
            return;
        }

        for (var i = 0; i < answers.Length; i++)
        {
            var isLast = i == answers.Length - 1;
            // Missing values go with the answer where other values do not.
            AddNode(number, i == 0 ? node : next - 1, column, answers[i], Equal, asked, isLast ? other : next, othersGoLeft && !tree.MissingGoesLeft[node]);
            if (!isLast) next++;
        }
    }

    private void AddNode(int tree, int node, int column, double threshold, string mode, int whenTrue, int whenFalse, bool isMissingTrue)
    {
        _trees.Add(tree);
        _ids.Add(node);
        _columns.Add(column);
        _thresholds.Add(threshold);
        _modes.Add(mode);
        _whenTrue.Add(whenTrue);
        _whenFalse.Add(whenFalse);
        _missingIsTrue.Add(isMissingTrue ? 1 : 0);
    }
}
