namespace Predictor.Trees.Scoring;

/// <summary>A checked tree, laid out for walking.</summary>
internal sealed class Tree
{
    private readonly int[] _columns;
    private readonly double[] _thresholds;
    private readonly bool[]?[] _categories;
    private readonly CategoryRule _categoryRule;
    private readonly bool[] _missingGoesLeft;
    private readonly bool[]? _zeroIsMissing;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly double[] _values;
    private readonly double[] _covers;

    public Tree(TreeData data, IReadOnlyList<TreeColumn> columns, CategoryRule categoryRule)
    {
        _columns = [.. data.Column];
        _thresholds = [.. data.Threshold];
        _missingGoesLeft = [.. data.MissingGoesLeft];
        _zeroIsMissing = data.ZeroIsMissing is { } zeros ? [.. zeros] : null;
        _categoryRule = categoryRule;
        _left = [.. data.Left];
        _right = [.. data.Right];
        _values = [.. data.Value];
        _covers = [.. data.Cover];
        _categories = new bool[]?[_columns.Length];
        for (var n = 0; n < _columns.Length; n++)
        {
            if (data.Categories?[n] is not { } codes) continue;
            var isLeft = new bool[columns[_columns[n]].CategoryCount];
            foreach (var code in codes) isLeft[code] = true;
            _categories[n] = isLeft;
        }

        LeafCount = _columns.Count(c => c == TreeData.Leaf);
        Depth = DepthBelow(0);
        Mean = MeanBelow(0);
    }

    public int LeafCount { get; }

    /// <summary>The most splits between the root and a leaf.</summary>
    public int Depth { get; }

    /// <summary>The cover-weighted mean of the leaves.</summary>
    public double Mean { get; }

    public int NodeCount => _columns.Length;

    public bool IsLeaf(int node) => _columns[node] == TreeData.Leaf;

    public int Column(int node) => _columns[node];

    public bool IsCategorical(int node) => _categories[node] is not null;

    /// <summary>Whether a number so near to zero goes where missing values go.</summary>
    public bool IsZeroMissing(int node) => _zeroIsMissing is not null && _zeroIsMissing[node];

    public double Threshold(int node) => _thresholds[node];

    public int Left(int node) => _left[node];

    public int Right(int node) => _right[node];

    public double Value(int node) => _values[node];

    public double Cover(int node) => _covers[node];

    /// <summary>Whether a row with this value in the node's column goes left.</summary>
    public bool GoesLeft(int node, double value)
    {
        if (double.IsNaN(value)) return _missingGoesLeft[node];
        if (_categories[node] is { } isLeft) return CategoryGoesLeft(value, isLeft, _missingGoesLeft[node]);
        return IsZeroMissing(node) && Math.Abs(value) <= TreeData.ZeroBand ? _missingGoesLeft[node] : value <= _thresholds[node];
    }

    private bool CategoryGoesLeft(double value, bool[] isLeft, bool missingGoesLeft)
    {
        var code = CategoryCodes.Of(value, isLeft.Length, _categoryRule);
        if (code < isLeft.Length) return isLeft[code];
        return code == CategoryCodes.Missing(isLeft.Length) ? missingGoesLeft : true;
    }

    /// <summary>The value of the leaf that a row falls into.</summary>
    public double Score(ReadOnlySpan<double> row)
    {
        var n = 0;
        while (_columns[n] != TreeData.Leaf) n = GoesLeft(n, row[_columns[n]]) ? _left[n] : _right[n];
        return _values[n];
    }

    private int DepthBelow(int node) => IsLeaf(node) ? 0 : 1 + Math.Max(DepthBelow(_left[node]), DepthBelow(_right[node]));

    private double MeanBelow(int node)
    {
        if (IsLeaf(node)) return _values[node];
        var (left, right) = (_covers[_left[node]], _covers[_right[node]]);
        return ((left * MeanBelow(_left[node])) + (right * MeanBelow(_right[node]))) / (left + right);
    }
}
