using System.Text;

namespace Predictor.Trees.Formats.LightGBM;

/// <summary>Writes one tree of a model text.</summary>
internal sealed class LightGBMTreeText
{
    // Counts are whole numbers of 32 bits; with so many for the whole tree, proportions keep nine digits.
    private const double MostCounted = 1 << 30;

    private readonly TreeData _tree;
    private readonly IReadOnlyList<TreeColumn> _columns;
    private readonly double _added;
    private readonly List<int> _splits = [];
    private readonly List<int> _leaves = [];
    private readonly int[] _place;
    private readonly int[] _counts;
    private readonly double[] _means;
    private readonly List<int> _boundaries = [0];
    private readonly List<uint> _words = [];

    /// <param name="tree">The tree.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="added">What is added to each leaf.</param>
    public LightGBMTreeText(TreeData tree, IReadOnlyList<TreeColumn> columns, double added)
    {
        _tree = tree;
        _columns = columns;
        _added = added;
        _place = new int[tree.Column.Count];
        for (var n = 0; n < _place.Length; n++)
        {
            var own = IsLeaf(n) ? _leaves : _splits;
            _place[n] = own.Count;
            own.Add(n);
        }

        _counts = Counts();
        _means = new double[_place.Length];
        for (var n = _place.Length - 1; n >= 0; n--) _means[n] = IsLeaf(n) ? Value(n) : ((_means[tree.Left[n]] * _counts[tree.Left[n]]) + (_means[tree.Right[n]] * _counts[tree.Right[n]])) / _counts[n];
    }

    /// <param name="number">The tree's number in the model.</param>
    public string Text(int number)
    {
        var text = new StringBuilder();
        // Sets of categories are numbered as the splits are gone through.
        var decisions = _splits.ConvertAll(Decision);
        Line("Tree", [number]);
        Line("num_leaves", [_leaves.Count]);
        Line("num_cat", [_boundaries.Count - 1]);
        Line("split_feature", _splits.Select(n => _tree.Column[n]));
        Line("split_gain", _splits.Select(_ => 0));
        Line("threshold", decisions.Select(d => d.Threshold));
        Line("decision_type", decisions.Select(d => d.Type));
        Line("left_child", decisions.Select(d => d.Left));
        Line("right_child", decisions.Select(d => d.Right));
        Line("leaf_value", _leaves.Select(Value));
        Line("leaf_weight", _leaves.Select(n => _tree.Cover[n]));
        Line("leaf_count", _leaves.Select(n => _counts[n]));
        Line("internal_value", _splits.Select(n => _means[n]));
        Line("internal_weight", _splits.Select(n => _tree.Cover[n]));
        Line("internal_count", _splits.Select(n => _counts[n]));
        if (_boundaries.Count > 1)
        {
            Line("cat_boundaries", _boundaries);
            Line("cat_threshold", _words);
        }

        Line("is_linear", [0]);
        Line("shrinkage", [1]);
        return text.Append("\n\n").ToString();

        void Line<T>(string key, IEnumerable<T> numbers)
            where T : IFormattable => text.Append(key).Append('=').Append(LightGBMWriter.Joined(numbers)).Append('\n');
    }

    private (double Threshold, int Type, int Left, int Right) Decision(int node)
    {
        var (left, right) = (Child(_tree.Left[node]), Child(_tree.Right[node]));
        if (_tree.Categories?[node] is not { } codes)
        {
            var missing = _tree.ZeroIsMissing?[node] == true ? LightGBMDecision.MissingZero : LightGBMDecision.MissingNaN;
            return (_tree.Threshold[node], missing | (_tree.MissingGoesLeft[node] ? LightGBMDecision.DefaultLeft : 0), left, right);
        }

        // There, what is missing goes right. Where it goes left here, the sides change places.
        var isSwapped = _tree.MissingGoesLeft[node];
        var set = AddSet(isSwapped ? [.. Enumerable.Range(0, _columns[_tree.Column[node]].CategoryCount).Except(codes)] : codes);
        return (set, LightGBMDecision.Category, isSwapped ? right : left, isSwapped ? left : right);
    }

    private int AddSet(IReadOnlyList<int> codes)
    {
        var words = new uint[codes.Count == 0 ? 1 : (codes[^1] / 32) + 1];
        foreach (var code in codes) words[code / 32] |= 1u << (code % 32);
        _words.AddRange(words);
        _boundaries.Add(_words.Count);
        return _boundaries.Count - 2;
    }

    private int Child(int node) => IsLeaf(node) ? ~_place[node] : _place[node];

    private bool IsLeaf(int node) => _tree.Column[node] == TreeData.Leaf;

    private double Value(int leaf) => _added + _tree.Value[leaf];

    private int[] Counts()
    {
        var covers = _tree.Cover;
        var isCounted = _leaves.TrueForAll(n => Math.Floor(covers[n]) == covers[n]) && covers[0] <= MostCounted;
        var factor = isCounted ? 1 : MostCounted / covers[0];
        var counts = new int[_place.Length];
        for (var n = counts.Length - 1; n >= 0; n--) counts[n] = IsLeaf(n) ? Math.Max(1, (int)Math.Round(covers[n] * factor)) : counts[_tree.Left[n]] + counts[_tree.Right[n]];
        return counts;
    }
}
