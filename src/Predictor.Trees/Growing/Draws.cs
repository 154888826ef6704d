using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>Draws the rows and the columns of each tree; a tree's draw depends on the seed and its number alone.</summary>
internal sealed class Draws(BoostingOptions options)
{
    private const double TwoToMinus53 = 1.0 / (1UL << 53);

    private int[] _drawn = [];

    /// <summary>The rows of one tree in their order: each is in with the chance that was asked for. They are overwritten by the next draw.</summary>
    public ReadOnlySpan<int> Rows(int[] rows, int round)
    {
        if (options.RowShare == 1) return rows;
        if (_drawn.Length < rows.Length) _drawn = new int[rows.Length];
        var random = SplitMix64.ForStream((ulong)options.Seed, 2 * round);
        var count = 0;
        foreach (var row in rows)
        {
            // Written in any case and kept by the count: chance is nothing that a processor could guess.
            _drawn[count] = row;
            count += (random.Next() >> 11) * TwoToMinus53 < options.RowShare ? 1 : 0;
        }

        return count == 0 ? rows : _drawn.AsSpan(0, count);
    }

    /// <summary>The columns of one tree, ascending: a fixed number of them, at least one, each set as likely as any other.</summary>
    public int[] Columns(int[] columns, int round)
    {
        var wanted = Math.Max(1, (int)Math.Round(options.ColumnShare * columns.Length));
        if (wanted >= columns.Length) return columns;
        var random = SplitMix64.ForStream((ulong)options.Seed, (2 * round) + 1);
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
