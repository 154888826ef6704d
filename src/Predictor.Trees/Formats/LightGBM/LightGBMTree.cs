namespace Predictor.Trees.Formats.LightGBM;

/// <summary>The lists of one tree of a model text. Splits are numbered from 0, and a child below 0 is a leaf: ~c.</summary>
internal sealed class LightGBMTree
{
    /// <summary>The fields that it asks for.</summary>
    public static readonly string[] Keys =
    [
        "num_leaves", "is_linear", "leaf_value", "leaf_count", "split_feature", "threshold", "decision_type", "left_child", "right_child", "num_cat", "cat_boundaries", "cat_threshold",
    ];

    private readonly LightGBMBlock _block;
    private readonly double[] _leafValues;
    private readonly int[] _leafCounts;
    private readonly int[] _columns = [];
    private readonly double[] _thresholds = [];
    private readonly int[] _decisions = [];
    private readonly int[] _left = [];
    private readonly int[] _right = [];
    private readonly LightGBMSets _sets = LightGBMSets.None;

    /// <param name="block">Its fields.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="totals">What the trees before it ask for.</param>
    public LightGBMTree(LightGBMBlock block, int columns, FileTotals totals)
    {
        _block = block;
        var leaves = block.Integer("num_leaves", 1, FileLimits.Nodes / 2);
        totals.AddNodes(block.Name, (2 * leaves) - 1);
        if (block.Has("is_linear") && block.Integer("is_linear", 0, 1) == 1) throw block.Error("is_linear", "is 1", "0: trees with linear leaves are not read, as their contributions are not exact");
        _leafValues = block.Numbers<double>("leaf_value", leaves);
        _leafCounts = leaves == 1 ? [1] : block.Numbers<int>("leaf_count", leaves);
        if (leaves == 1) return;
        var splits = leaves - 1;
        _columns = block.Numbers<int>("split_feature", splits);
        // Where what is missing goes one way and any number the other, the threshold is infinite.
        _thresholds = block.Numbers<double>("threshold", splits, double.PositiveInfinity);
        _decisions = block.Has("decision_type") ? block.Numbers<int>("decision_type", splits) : new int[splits];
        _left = block.Numbers<int>("left_child", splits);
        _right = block.Numbers<int>("right_child", splits);
        if (block.Integer("num_cat", 0, splits) is var sets and > 0) _sets = new LightGBMSets(block, sets);
        Check(columns);
    }

    /// <summary>How messages name it.</summary>
    public string Name => _block.Name;

    /// <summary>How many nodes there are: splits first, then leaves.</summary>
    public int Nodes => _columns.Length + _leafValues.Length;

    /// <summary>For each split on a category its column and one more than the largest code that goes left.</summary>
    public IEnumerable<(int Column, int Codes)> CategorySplits =>
        Enumerable.Range(0, _columns.Length).Where(IsCategory).Select(n => (_columns[n], _sets.CodesEndOf(SetOf(n))));

    /// <summary>The columns that are split on as numbers.</summary>
    public IEnumerable<int> NumberSplits => Enumerable.Range(0, _columns.Length).Where(n => !IsCategory(n)).Select(n => _columns[n]);

    /// <param name="factor">What the values of leaves are multiplied by.</param>
    public TreeData Data(double factor) => TreeLayout.Of(_block.Name, Nodes, n => n < _columns.Length ? Split(n) : Leaf(n - _columns.Length, factor));

    private FileNode Leaf(int leaf, double factor)
    {
        if (_leafCounts[leaf] <= 0) throw _block.Error("leaf_count", $"has {_leafCounts[leaf]} as entry {leaf}", "a positive number, as contributions weigh leaves by it");
        return new FileNode { IsLeaf = true, Value = _leafValues[leaf] * factor, Cover = _leafCounts[leaf] };
    }

    private FileNode Split(int split)
    {
        var node = new FileNode { Column = _columns[split], Left = Node(_left[split]), Right = Node(_right[split]) };
        // Nothing but the codes of the set goes left, missing values neither.
        if (IsCategory(split)) return node with { Codes = _sets.CodesOf(SetOf(split)) };
        var missing = _decisions[split] & LightGBMDecision.MissingMask;
        return node with
        {
            Threshold = BesideZero(_thresholds[split]),
            // Without a missing type, NaN is read as zero.
            MissingGoesLeft = missing == LightGBMDecision.MissingNone ? _thresholds[split] >= 0 : (_decisions[split] & LightGBMDecision.DefaultLeft) != 0,
            ZeroIsMissing = missing == LightGBMDecision.MissingZero,
        };
    }

    /// <summary>
    /// LightGBM takes values within 1e-35 of zero for zero before it scores a row. The band therefore lies on one side of a threshold as a whole: on that of zero.
    /// </summary>
    private static double BesideZero(double threshold)
    {
        if (Math.Abs(threshold) > TreeData.ZeroBand) return threshold;
        return threshold >= 0 ? TreeData.ZeroBand : Math.BitDecrement(-TreeData.ZeroBand);
    }

    private int Node(int child) => child < 0 ? _columns.Length + ~child : child;

    private bool IsCategory(int split) => (_decisions[split] & LightGBMDecision.Category) != 0;

    private int SetOf(int split) => (int)_thresholds[split];

    private void Check(int columns)
    {
        for (var n = 0; n < _columns.Length; n++)
        {
            if (_columns[n] < 0 || _columns[n] >= columns) throw _block.Error("split_feature", $"has {_columns[n]} as entry {n}", $"0 to {columns - 1}");
            if (_decisions[n] is < 0 or > (LightGBMDecision.MissingNaN | LightGBMDecision.DefaultLeft | LightGBMDecision.Category))
                throw _block.Error("decision_type", $"has {_decisions[n]} as entry {n}", "0 to 11");
            if (IsCategory(n) && !(_thresholds[n] >= 0 && _thresholds[n] < _sets.Count && Math.Floor(_thresholds[n]) == _thresholds[n]))
                throw _block.Error("threshold", $"has {_thresholds[n]:R} as entry {n}, a split on a category", _sets.Count == 0 ? "num_cat to count its sets" : $"the number of a set, 0 to {_sets.Count - 1}");
            CheckChild("left_child", _left[n], n);
            CheckChild("right_child", _right[n], n);
        }
    }

    private void CheckChild(string key, int child, int split)
    {
        if (child >= _columns.Length || ~child >= _leafValues.Length) throw _block.Error(key, $"has {child} as entry {split}", $"-{_leafValues.Length} to {_columns.Length - 1}");
    }
}
