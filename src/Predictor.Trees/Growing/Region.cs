namespace Predictor.Trees.Growing;

/// <summary>The points that a tree sends to one of its nodes: of each column that is split on above it some bins, of all others every bin.</summary>
internal sealed class Region
{
    private readonly int[] _columns;
    private readonly BinSet[] _bins;

    private Region(int[] columns, BinSet[] bins) => (_columns, _bins) = (columns, bins);

    /// <summary>All points.</summary>
    public static Region Whole { get; } = new([], []);

    /// <summary>Those points of the region that have some bins of a column.</summary>
    public Region Where(int column, BinSet bins)
    {
        var at = Array.BinarySearch(_columns, column);
        if (at < 0) return new Region([.. _columns[..~at], column, .. _columns[~at..]], [.. _bins[..~at], bins, .. _bins[~at..]]);
        BinSet[] narrowed = [.. _bins];
        narrowed[at] = narrowed[at].And(bins);
        return new Region(_columns, narrowed);
    }

    /// <summary>The one column in which two regions have no bin in common, where there is just one: moving along it leads from the one to the other.</summary>
    /// <param name="other">The other region.</param>
    /// <param name="own">The bins of that column here.</param>
    /// <param name="others">Those in the other region.</param>
    /// <returns>The column; -1 where there is none, or more than one.</returns>
    public int OnlyColumnApart(Region other, out BinSet own, out BinSet others)
    {
        (own, others) = (default, default);
        var apart = -1;
        for (int i = 0, j = 0; i < _columns.Length && j < other._columns.Length;)
        {
            if (_columns[i] < other._columns[j])
            {
                i++;
            }
            else if (_columns[i] > other._columns[j])
            {
                j++;
            }
            else
            {
                if (!_bins[i].Meets(other._bins[j]))
                {
                    if (apart >= 0) return -1;
                    (apart, own, others) = (_columns[i], _bins[i], other._bins[j]);
                }

                i++;
                j++;
            }
        }

        return apart;
    }
}
