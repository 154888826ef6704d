namespace Predictor.Trees.Tests.Growing;

/// <summary>
/// One tree of squared errors on numbers without gaps, as the intermediate method is told: before every split all leaves are compared with each other, bounded
/// anew, and searched anew. Slow, and with nothing of the library but its columns.
/// </summary>
internal sealed class LiteralOrder(TreeColumn[] columns, double[][] rows, double[] targets, int minimumRows)
{
    private readonly List<Leaf> _leaves = [];

    /// <summary>The sum of squared errors of the tree.</summary>
    public double Grow(int leaves)
    {
        _leaves.Add(new Leaf([.. Enumerable.Range(0, rows.Length)], [.. columns.Select(_ => (double.NegativeInfinity, double.PositiveInfinity))], targets.Average()));
        while (_leaves.Count < leaves)
        {
            // Columns that part rows alike gain the same but for rounding; the first one is split.
            var splits = _leaves.SelectMany(Splits).ToList();
            var most = splits.Select(s => s.Gain).DefaultIfEmpty(0).Max();
            if (most < 1e-9) break;
            var best = splits.First(s => s.Gain > most - 1e-9);
            _leaves.Remove(best.Whole);
            _leaves.AddRange([best.Left, best.Right]);
            for (var isSettled = false; !isSettled;)
            {
                isSettled = true;
                foreach (var leaf in _leaves)
                {
                    var value = Best(leaf.Rows, Bounds(leaf));
                    isSettled &= value == leaf.Value;
                    leaf.Value = value;
                }
            }
        }

        return _leaves.Sum(l => Error(l.Rows, l.Value));
    }

    private IEnumerable<(Leaf Whole, Leaf Left, Leaf Right, double Gain)> Splits(Leaf leaf)
    {
        var bounds = Bounds(leaf);
        foreach (var (c, column) in columns.Index())
        {
            foreach (var threshold in leaf.Rows.Select(r => rows[r][c]).Distinct().Order())
            {
                int[] left = [.. leaf.Rows.Where(r => rows[r][c] <= threshold)], right = [.. leaf.Rows.Where(r => rows[r][c] > threshold)];
                if (left.Length < minimumRows || right.Length < minimumRows) continue;
                var (low, high) = (Best(left, bounds), Best(right, bounds));
                if ((high - low) * column.Direction < 0) continue;
                yield return (
                    leaf, new Leaf(left, With(leaf.Box, c, (leaf.Box[c].From, threshold)), low), new Leaf(right, With(leaf.Box, c, (threshold, leaf.Box[c].To)), high),
                    Error(leaf.Rows, leaf.Value) - Error(left, low) - Error(right, high));
            }
        }
    }

    private (double Lower, double Upper) Bounds(Leaf leaf)
    {
        var (lower, upper) = (double.NegativeInfinity, double.PositiveInfinity);
        foreach (var other in _leaves.Where(o => o != leaf))
        {
            int[] apart = [.. Enumerable.Range(0, columns.Length).Where(c => leaf.Box[c].To <= other.Box[c].From || other.Box[c].To <= leaf.Box[c].From)];
            if (apart.Length > 1 || columns[apart[0]].Direction == 0) continue;
            if (leaf.Box[apart[0]].From < other.Box[apart[0]].From == columns[apart[0]].Direction > 0) upper = Math.Min(upper, other.Value);
            else lower = Math.Max(lower, other.Value);
        }

        return (lower, upper);
    }

    private static (double From, double To)[] With((double From, double To)[] box, int column, (double From, double To) range) => [.. box.Select((b, c) => c == column ? range : b)];

    private double Best(int[] members, (double Lower, double Upper) bounds) => Math.Clamp(members.Average(r => targets[r]), bounds.Lower, bounds.Upper);

    private double Error(int[] members, double value) => members.Sum(r => (targets[r] - value) * (targets[r] - value));

    private sealed class Leaf(int[] rows, (double From, double To)[] box, double value)
    {
        public int[] Rows { get; } = rows;

        public (double From, double To)[] Box { get; } = box;

        public double Value { get; set; } = value;
    }
}
