using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>Draws the rows and the columns of each tree; a tree's draw depends on the seed and its number alone.</summary>
internal sealed class Draws(BoostingOptions options)
{
    private const double TwoToMinus53 = 1.0 / (1UL << 53);

    private int[] _drawn = [];
    private int[] _left = [];

    /// <summary>The rows of one tree and those that are left, both in their order: each is in with the chance that was asked for. They are overwritten by the next draw.</summary>
    public (ReadOnlyMemory<int> Drawn, ReadOnlyMemory<int> Left) Rows(int[] rows, int round)
    {
        if (options.RowShare == 1) return (rows, default);
        if (_drawn.Length < rows.Length) (_drawn, _left) = (new int[rows.Length], new int[rows.Length]);
        var random = SplitMix64.ForStream((ulong)options.Seed, 2 * round);
        int count = 0, left = 0;
        foreach (var row in rows)
        {
            // Both are written and one is kept by its count: chance is nothing that a processor could guess.
            _drawn[count] = row;
            _left[left] = row;
            var isDrawn = (random.Next() >> 11) * TwoToMinus53 < options.RowShare;
            count += isDrawn ? 1 : 0;
            left += isDrawn ? 0 : 1;
        }

        return count == 0 ? (rows, default) : (_drawn.AsMemory(0, count), _left.AsMemory(0, left));
    }

    /// <summary>The columns of one tree, ascending: a fixed number of them, at least one, each set as likely as any other.</summary>
    public int[] Columns(int[] columns, int round) => Draw(columns, options.ColumnShare, SplitMix64.ForStream((ulong)options.Seed, (2 * round) + 1));

    /// <summary>The columns that one node is tried on, out of those it may be.</summary>
    /// <param name="columns">Those it may be, ascending.</param>
    /// <param name="round">The number of its tree.</param>
    /// <param name="node">Its number in the tree.</param>
    public int[] Columns(int[] columns, int round, int node) =>
        options.NodeColumnShare == 1 ? columns : Draw(columns, options.NodeColumnShare, SplitMix64.ForStream(SplitMix64.ForStream((ulong)options.Seed, (2 * round) + 1).Next(), node));

    private static int[] Draw(int[] columns, double share, SplitMix64 random)
    {
        var wanted = Math.Max(1, (int)Math.Round(share * columns.Length));
        if (wanted >= columns.Length) return columns;
        int[] left = [.. columns];
        for (var i = 0; i < wanted; i++)
        {
            var j = i + random.NextBelow(left.Length - i);
            (left[i], left[j]) = (left[j], left[i]);
        }

        Array.Resize(ref left, wanted);
        Array.Sort(left);
        return left;
    }
}
