using System.Numerics;
using Predictor.Trees.Scoring;

namespace Predictor.Trees.Explaining;

/// <summary>
/// A tree against background rows. For a row and one of the background, columns at which both go the same way do not matter, and each leaf that can be reached by taking
/// some columns from the row and the others from the background has columns that must be the row's, a of them, and b that must be the background's: each of the first
/// gets v / (a C(a + b, a)), each of the second loses v / (b C(a + b, b)). Rows of the background that are alike as far as the walk has come go on together, 64 to a word.
/// </summary>
internal sealed class InterventionalTree
{
    private const int InWord = 64;

    private readonly Tree _tree;

    // Nodes x words: which background rows go left.
    private readonly ulong[] _goLeft;
    private readonly ulong[] _rows;

    // (Depth + 1) x (depth + 1): by the number of a kind's columns, at least one, and of the other's.
    private readonly double[] _weights;

    /// <param name="tree">The tree.</param>
    /// <param name="background">Row after row.</param>
    /// <param name="columns">Values in a row.</param>
    public InterventionalTree(Tree tree, ReadOnlySpan<double> background, int columns)
    {
        _tree = tree;
        _weights = [.. Enumerable.Range(0, (tree.Depth + 1) * (tree.Depth + 1)).Select(i => Weight(i / (tree.Depth + 1), i % (tree.Depth + 1)))];
        var rows = background.Length / columns;
        _rows = new ulong[(rows + InWord - 1) / InWord];
        _goLeft = new ulong[tree.NodeCount * _rows.Length];
        for (var r = 0; r < rows; r++)
        {
            var bit = 1UL << r;
            _rows[r / InWord] |= bit;
            for (var n = 0; n < tree.NodeCount; n++)
            {
                if (!tree.IsLeaf(n) && tree.GoesLeft(n, background[(r * columns) + tree.Column(n)])) _goLeft[(n * _rows.Length) + (r / InWord)] |= bit;
            }
        }
    }

    private enum Origin : byte
    {
        Either,
        Row,
        Background,
    }

    /// <summary>Adds what each column does, summed over the background.</summary>
    /// <param name="row">The row.</param>
    /// <param name="contributions">One entry a column.</param>
    public void AddTo(ReadOnlySpan<double> row, Span<double> contributions)
    {
        Span<byte> origins = row.Length <= 1024 ? stackalloc byte[row.Length] : new byte[row.Length];
        origins.Clear();
        for (var word = 0; word < _rows.Length; word++) new Walk(this, word, row, contributions, origins).Visit(0, _rows[word], 0, 0);
    }

    /// <summary>1 / (own C(own + other, own)): the sum of the Shapley weights of all sets that hold the other columns of the one kind and none of the other.</summary>
    private static double Weight(int own, int other)
    {
        if (own == 0) return 0;
        double sets = own;
        for (var i = 1; i <= other; i++) sets *= (double)(own + i) / i;
        return 1 / sets;
    }

    private readonly ref struct Walk(InterventionalTree owner, int word, ReadOnlySpan<double> row, Span<double> contributions, Span<byte> origins)
    {
        private readonly ReadOnlySpan<double> _row = row;
        private readonly Span<double> _contributions = contributions;
        private readonly Span<byte> _origins = origins;

        /// <param name="node">Where the walk stands.</param>
        /// <param name="rows">The background rows that it stands for.</param>
        /// <param name="own">Columns so far that must be the row's.</param>
        /// <param name="others">Columns so far that must be the background's.</param>
        /// <returns>What the leaves below give to each of the row's columns, and take from each of the background's.</returns>
        public (double Given, double Taken) Visit(int node, ulong rows, int own, int others)
        {
            if (rows == 0) return (0, 0);
            var tree = owner._tree;
            if (tree.IsLeaf(node))
            {
                // What a kind without columns is given, nobody takes.
                var value = tree.Value(node) * BitOperations.PopCount(rows);
                return (value * owner._weights[(own * (tree.Depth + 1)) + others], value * owner._weights[(others * (tree.Depth + 1)) + own]);
            }

            var column = tree.Column(node);
            var goesLeft = tree.GoesLeft(node, _row[column]);
            var (rowsWay, otherWay) = goesLeft ? (tree.Left(node), tree.Right(node)) : (tree.Right(node), tree.Left(node));
            var left = owner._goLeft[(node * owner._rows.Length) + word];
            var along = rows & (goesLeft ? left : ~left);
            var apart = rows & ~along;
            switch ((Origin)_origins[column])
            {
                case Origin.Row: return Visit(rowsWay, rows, own, others);
                case Origin.Background: return Sum(Visit(rowsWay, along, own, others), Visit(otherWay, apart, own, others));
                default:
                    if (apart == 0) return Visit(rowsWay, rows, own, others);
                    var together = Visit(rowsWay, along, own, others);
                    _origins[column] = (byte)Origin.Row;
                    var byRow = Visit(rowsWay, apart, own + 1, others);
                    _origins[column] = (byte)Origin.Background;
                    var byBackground = Visit(otherWay, apart, own, others + 1);
                    _origins[column] = (byte)Origin.Either;
                    _contributions[column] += byRow.Given - byBackground.Taken;
                    return Sum(together, Sum(byRow, byBackground));
            }
        }

        private static (double Given, double Taken) Sum((double Given, double Taken) a, (double Given, double Taken) b) => (a.Given + b.Given, a.Taken + b.Taken);
    }
}
