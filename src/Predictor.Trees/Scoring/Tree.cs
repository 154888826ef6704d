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

        Depth = DepthBelow(0);
        Mean = MeanBelow(0);
    }

    /// <summary>The most splits between the root and a leaf.</summary>
    public int Depth { get; }

    /// <summary>The cover-weighted mean of the leaves.</summary>
    public double Mean { get; }

    public bool IsLeaf(int node) => _columns[node] == TreeData.Leaf;

    public int Column(int node) => _columns[node];

    public int Left(int node) => _left[node];

    public int Right(int node) => _right[node];

    public double Value(int node) => _values[node];

    public double Cover(int node) => _covers[node];

    /// <summary>Whether a row with this value in the node's column goes left.</summary>
    public bool GoesLeft(int node, double value)
    {
        if (double.IsNaN(value)) return _missingGoesLeft[node];
        if (_categories[node] is { } isLeft) return CategoryGoesLeft(value, isLeft, _missingGoesLeft[node]);
        return _zeroIsMissing is not null && _zeroIsMissing[node] && Math.Abs(value) <= TreeData.ZeroBand ? _missingGoesLeft[node] : value <= _thresholds[node];
    }

    private bool CategoryGoesLeft(double value, bool[] isLeft, bool missingGoesLeft)
    {
        if (_categoryRule == CategoryRule.TruncatedOthersLeft)
        {
            var single = (float)value;
            return !(single >= 0 && single < isLeft.Length) || isLeft[(int)single];
        }

        var isCode = _categoryRule == CategoryRule.Truncated
            ? value > -1 && value < isLeft.Length
            // A code that is no whole number is none that training knew.
            : value >= 0 && value < isLeft.Length && Math.Floor(value) == value;
        return isCode ? isLeft[(int)value] : missingGoesLeft;
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
