using Predictor.Trees.Binning;

namespace Predictor.Trees.Additive;

/// <summary>A column as one side of a pair: its bins in fewer groups, and one more for what is missing.</summary>
internal sealed class Axis
{
    private readonly byte[] _groupOfBin;

    private Axis(byte[] groupOfBin, int values, bool isCategorical, int direction)
    {
        (_groupOfBin, Values, IsCategorical, Direction) = (groupOfBin, values, isCategorical, direction);
    }

    /// <summary>The groups of values.</summary>
    public int Values { get; }

    /// <summary>All groups, the last of them for what is missing.</summary>
    public int Groups => Values + 1;

    public bool IsCategorical { get; }

    public int Direction { get; }

    /// <summary>The sets of groups that a step can part from the others: those up to a cut, or one category alone.</summary>
    public int Parts => IsCategorical && Values > 2 ? Values : Values - 1;

    /// <summary>Neighbouring bins in groups of about as many rows; of categories the most frequent, and one group of all others.</summary>
    /// <param name="column">The column.</param>
    /// <param name="binned">Its bins.</param>
    /// <param name="rows">How many rows each bin holds.</param>
    /// <param name="most">The most groups of values.</param>
    public static Axis Of(TreeColumn column, BinnedColumn binned, int[] rows, int most)
    {
        var groups = new byte[binned.Bins];
        var values = binned.ValueBins <= most ? OneEach(groups, binned.ValueBins)
            : column.IsCategorical ? MostFrequent(groups, rows.AsSpan(0, binned.ValueBins), most)
            : Stretches(groups, rows.AsSpan(0, binned.ValueBins), most);
        groups[binned.MissingBin] = (byte)values;
        return new Axis(groups, values, column.IsCategorical, column.Direction);
    }

    public int GroupOf(int bin) => _groupOfBin[bin];

    /// <summary>The group of each bin in a column.</summary>
    public byte[] GroupsOf(byte[] bins)
    {
        var groups = new byte[bins.Length];
        for (var i = 0; i < bins.Length; i++) groups[i] = _groupOfBin[bins[i]];
        return groups;
    }

    private static int OneEach(byte[] groups, int bins)
    {
        for (var b = 0; b < bins; b++) groups[b] = (byte)b;
        return bins;
    }

    private static int MostFrequent(byte[] groups, ReadOnlySpan<int> rows, int most)
    {
        var counts = rows.ToArray();
        var own = Enumerable.Range(0, counts.Length).OrderByDescending(b => counts[b]).ThenBy(b => b).Take(most - 1).Order().ToArray();
        Array.Fill(groups, (byte)(most - 1));
        for (var g = 0; g < own.Length; g++) groups[own[g]] = (byte)g;
        return most;
    }

    private static int Stretches(byte[] groups, ReadOnlySpan<int> rows, int most)
    {
        long left = 0, inGroup = 0;
        foreach (var count in rows) left += count;
        var group = 0;
        for (var b = 0; b < rows.Length; b++)
        {
            // A bin goes where more of it belongs: to the group before, unless that is more than half a bin from full.
            var isFull = inGroup > 0 && ((2 * inGroup) + rows[b]) * (most - group) > 2 * (left + inGroup);
            if (isFull && group + 1 < most)
            {
                group++;
                inGroup = 0;
            }

            groups[b] = (byte)group;
            inGroup += rows[b];
            left -= rows[b];
        }

        return group + 1;
    }
}
