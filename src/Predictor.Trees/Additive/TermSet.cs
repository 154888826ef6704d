using System.Collections.Concurrent;
using Predictor.Trees.Numerics;

namespace Predictor.Trees.Additive;

/// <summary>All columns of a table as terms, in the order of the folds, and the pairs that are asked for. Safe to use from many threads.</summary>
internal sealed class TermSet
{
    // Enough to see an interaction; each pair is searched on all rows.
    private const int SearchBins = 16;

    private readonly BinnedTable _table;
    private readonly Axis[] _axes;
    private readonly byte[][] _groups;
    private readonly Axis[] _searchAxes;
    private readonly byte[][] _searchGroups;
    private readonly ConcurrentDictionary<(int First, int Second), Term> _pairs = new();

    public TermSet(AdditiveOptions options, BinnedTable table, FoldRows rows, Workers workers)
    {
        (_table, Rows) = (table, rows);
        var columns = new Term[table.Columns.Count];
        _axes = new Axis[columns.Length];
        _groups = new byte[columns.Length][];
        _searchAxes = new Axis[columns.Length];
        _searchGroups = new byte[columns.Length][];
        workers.ForEach(columns.Length, c =>
        {
            var binned = table.Column(c);
            var ordered = rows.InOrder(table.Bins(c));
            columns[c] = Term.OfColumn(c, binned.Bins, ordered);
            var counts = new int[binned.Bins];
            foreach (var bin in table.Bins(c)) counts[bin]++;
            _axes[c] = Additive.Axis.Of(table.Columns[c], binned, counts, options.PairBins);
            _groups[c] = options.Pairs > 0 ? _axes[c].GroupsOf(ordered) : [];
            _searchAxes[c] = Additive.Axis.Of(table.Columns[c], binned, counts, Math.Min(SearchBins, options.PairBins));
            _searchGroups[c] = options.Pairs > 0 ? _searchAxes[c].GroupsOf(ordered) : [];
        });
        Columns = [.. columns.Where(c => !table.Column(c.First).IsConstant)];
    }

    public FoldRows Rows { get; }

    /// <summary>The columns with something to tell apart.</summary>
    public IReadOnlyList<Term> Columns { get; }

    public TreeColumn Of(int column) => _table.Columns[column];

    public Axis Axis(int column) => _axes[column];

    /// <summary>A column in fewer groups, for the search for pairs.</summary>
    public Axis SearchAxis(int column) => _searchAxes[column];

    /// <summary>Those groups in each place.</summary>
    public byte[] SearchGroups(int column) => _searchGroups[column];

    /// <summary>All pairs of columns that have two values each.</summary>
    public IEnumerable<PairInteraction> CandidatePairs() =>
        from a in Columns
        from b in Columns
        where a.First < b.First && _axes[a.First].Parts > 0 && _axes[b.First].Parts > 0
        select new PairInteraction(a.First, b.First, 0);

    /// <summary>The pair of two columns.</summary>
    public Term Pair(int first, int second) => _pairs.GetOrAdd((first, second), p =>
        Term.OfPair(p.First, _groups[p.First], p.Second, _groups[p.Second], _axes[p.First].Groups, _axes[p.Second].Groups));
}
