namespace Predictor.Trees.Additive;

/// <summary>
/// One step on one column: a small tree, grown where it lowers the loss most, whose leaves are stretches of bins; what is missing is a leaf of its own. Under
/// a direction the values of the leaves are in its order. Not safe for several threads.
/// </summary>
internal sealed class ColumnStep(AdditiveOptions options)
{
    private readonly LeafRule _rule = new(options);
    private readonly List<Leaf> _leaves = [];
    private readonly double[] _ratios = new double[byte.MaxValue + 1];
    private readonly int[] _order = new int[byte.MaxValue + 1];
    private readonly Sums[] _upTo = new Sums[byte.MaxValue + 2];

    /// <summary>Finds the step, unshrunk.</summary>
    /// <param name="column">The column.</param>
    /// <param name="sums">By bin, the last of them for what is missing.</param>
    /// <param name="values">One entry a bin, overwritten; 0 where there is nothing to learn.</param>
    public void Find(TreeColumn column, CellSums sums, Span<double> values)
    {
        values.Clear();
        var bins = values.Length - 1;
        Order(column, sums, bins);
        var all = _upTo[bins];
        if (!_rule.IsEnough(all)) return;
        var missing = sums[bins];
        if (_rule.IsEnough(missing)) values[bins] = _rule.Value(missing);

        _leaves.Clear();
        _leaves.Add(new Leaf(0, bins, double.NegativeInfinity, double.PositiveInfinity, _rule.Value(all)));
        Search(0, column.Direction);
        while (_leaves.Count < options.Leaves && Best() is var best and >= 0) Split(best, column.Direction);
        // With no cut and nothing missing there is nothing to tell apart.
        if (_leaves.Count == 1 && values[bins] == 0) return;
        foreach (var leaf in _leaves)
        {
            for (var i = leaf.From; i < leaf.To; i++) values[_order[i]] = leaf.Value;
        }
    }

    private void Order(TreeColumn column, CellSums sums, int bins)
    {
        for (var b = 0; b < bins; b++)
        {
            _order[b] = b;
            _ratios[b] = column.IsCategorical ? sums.Gradients[b] / (sums.Curvatures[b] + options.CategorySmoothing) : 0;
        }

        // Of equals the first code stays first.
        if (column.IsCategorical) Array.Sort(_order, 0, bins, Comparer<int>.Create((a, b) => _ratios[a] != _ratios[b] ? _ratios[a].CompareTo(_ratios[b]) : a.CompareTo(b)));
        for (var i = 0; i < bins; i++) _upTo[i + 1] = _upTo[i] + sums[_order[i]];
    }

    private int Best()
    {
        var best = -1;
        for (var i = 0; i < _leaves.Count; i++)
        {
            if (_leaves[i].Gain > options.MinimumGain && (best < 0 || _leaves[i].Gain > _leaves[best].Gain)) best = i;
        }

        return best;
    }

    private void Split(int index, int direction)
    {
        var leaf = _leaves[index];
        var (left, right) = Values(leaf, leaf.Cut);
        // What later splits of the one side may reach, the other must not.
        var middle = (left + right) / 2;
        _leaves[index] = new Leaf(leaf.From, leaf.Cut, direction < 0 ? middle : leaf.Low, direction > 0 ? middle : leaf.High, left);
        _leaves.Add(new Leaf(leaf.Cut, leaf.To, direction > 0 ? middle : leaf.Low, direction < 0 ? middle : leaf.High, right));
        if (_leaves.Count == options.Leaves) return;
        Search(index, direction);
        Search(_leaves.Count - 1, direction);
    }

    private void Search(int index, int direction)
    {
        var leaf = _leaves[index];
        var whole = _upTo[leaf.To] - _upTo[leaf.From];
        var before = _rule.Gain(whole, leaf.Value);
        for (var cut = leaf.From + 1; cut < leaf.To; cut++)
        {
            var left = _upTo[cut] - _upTo[leaf.From];
            var right = _upTo[leaf.To] - _upTo[cut];
            if (!_rule.IsEnough(left) || !_rule.IsEnough(right)) continue;
            double gain;
            if (direction == 0)
            {
                gain = _rule.Gain(left) + _rule.Gain(right) - before;
            }
            else
            {
                var (leftValue, rightValue) = Values(leaf, cut);
                if ((rightValue - leftValue) * direction < 0) continue;
                gain = _rule.Gain(left, leftValue) + _rule.Gain(right, rightValue) - before;
            }

            if (gain <= leaf.Gain) continue;
            leaf.Gain = gain;
            leaf.Cut = cut;
        }

        _leaves[index] = leaf;
    }

    private (double Left, double Right) Values(Leaf leaf, int cut) =>
        (Math.Clamp(_rule.Value(_upTo[cut] - _upTo[leaf.From]), leaf.Low, leaf.High), Math.Clamp(_rule.Value(_upTo[leaf.To] - _upTo[cut]), leaf.Low, leaf.High));

    /// <summary>A stretch of the ordered bins, the bounds of its value, and its best cut.</summary>
    private record struct Leaf(int From, int To, double Low, double High, double Value)
    {
        public int Cut;

        public double Gain;
    }
}
