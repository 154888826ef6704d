namespace Predictor.Trees.Additive;

/// <summary>
/// Writes tables as trees: one for each, balanced, whose first split sets apart what is missing. Covers are the tables' weights, so that means by cover are
/// means over the training.
/// </summary>
internal static class AdditiveTrees
{
    // A cell that no training row is in needs a cover, and one so small is lost in every sum.
    private const double ShareOfNone = 1e-18;

    public static TreeEnsembleData Of(AdditiveModelData data, IReadOnlyList<TreeColumn> columns)
    {
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var c = 0; c < columns.Count; c++) indices.Add(columns[c].Name, c);
        return new TreeEnsembleData(data.Intercept, [.. data.Shapes.Select(s => Of(s, indices[s.Axis.Feature])), .. data.Pairs.Select(p => Of(p, indices[p.First.Feature], indices[p.Second.Feature]))]);
    }

    private static TreeData Of(ShapeData shape, int column)
    {
        var nodes = new Nodes(shape.Weights.Sum() * ShareOfNone);
        Split(nodes, column, shape.Axis, bin => nodes.AddLeaf(shape.Values[bin], shape.Weights[bin]));
        return nodes.ToData();
    }

    private static TreeData Of(PairShapeData pair, int first, int second)
    {
        var nodes = new Nodes(pair.Weights.Sum(w => w.Sum()) * ShareOfNone);
        Split(nodes, first, pair.First, a => Split(nodes, second, pair.Second, b => nodes.AddLeaf(pair.Values[a][b], pair.Weights[a][b])));
        return nodes.ToData();
    }

    /// <summary>Splits a column into all its bins, and goes on below each.</summary>
    private static int Split(Nodes nodes, int column, ShapeAxis axis, Func<int, int> below)
    {
        var values = axis.Bins - 1;
        if (values == 0) return below(0);
        var root = nodes.AddSplit(column, axis.Cuts is null ? 0 : double.MaxValue, Codes(axis, 0, values));
        nodes.Join(root, Between(0, values), below(values));
        return root;

        int Between(int from, int to)
        {
            if (to - from == 1) return below(from);
            var middle = (from + to) / 2;
            var node = nodes.AddSplit(column, axis.Cuts?[middle - 1] ?? 0, Codes(axis, from, middle));
            nodes.Join(node, Between(from, middle), Between(middle, to));
            return node;
        }
    }

    private static int[]? Codes(ShapeAxis axis, int from, int to) => axis.Categories is { } bins ? [.. bins.Skip(from).Take(to - from).SelectMany(b => b).Order()] : null;

    /// <summary>The nodes of a tree in the making.</summary>
    private sealed class Nodes(double coverOfNone)
    {
        private readonly List<int> _column = [];
        private readonly List<double> _threshold = [];
        private readonly List<IReadOnlyList<int>?> _categories = [];
        private readonly List<int> _left = [];
        private readonly List<int> _right = [];
        private readonly List<double> _value = [];
        private readonly List<double> _cover = [];

        public int AddLeaf(double value, double weight) => Add(TreeData.Leaf, 0, null, value, weight > 0 ? weight : coverOfNone);

        public int AddSplit(int column, double threshold, int[]? categories) => Add(column, threshold, categories, 0, 0);

        public void Join(int node, int left, int right)
        {
            (_left[node], _right[node]) = (left, right);
            _cover[node] = _cover[left] + _cover[right];
        }

        public TreeData ToData() => new()
        {
            Column = _column,
            Threshold = _threshold,
            Categories = _categories.TrueForAll(c => c is null) ? null : _categories,
            // At the first split of a column what is missing goes right, where it stays.
            MissingGoesLeft = new bool[_column.Count],
            Left = _left,
            Right = _right,
            Value = _value,
            Cover = _cover,
        };

        private int Add(int column, double threshold, int[]? categories, double value, double cover)
        {
            _column.Add(column);
            _threshold.Add(threshold);
            _categories.Add(categories);
            _left.Add(0);
            _right.Add(0);
            _value.Add(value);
            _cover.Add(cover);
            return _column.Count - 1;
        }
    }
}
