using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Predictor.Trees.Scoring;

/// <summary>
/// Trees laid out to be walked for one row. Eight trees of like depth are walked side by side, so that the processor has something to do while it waits for a
/// node, and a step has no branch: siblings are neighbours, a leaf leads to itself, and the row is laid out so that every split asks whether an entry is above a
/// threshold. Of a number there are two entries, one that sends a missing value left and one that sends it right, and two more where what is next to zero counts as missing; of a category there is one for each set that is
/// asked for, 1 where the row goes right and 0 where it goes left.
/// </summary>
internal sealed class NodeWalk
{
    private const int SideBySide = 8;
    private const int LargestOnStack = 1024;
    private const uint Spare = 0;

    private readonly (int Column, bool IsZeroMissing)[] _numbers;
    private readonly AskedSplit[] _asked;
    private readonly Node[] _nodes;
    private readonly double[] _values;
    private readonly Walk[] _walks;
    private readonly int _treeCount;

    public NodeWalk(ReadOnlySpan<Tree> trees, IReadOnlyList<TreeColumn> columns)
    {
        var layout = new Layout(trees, columns);
        var walks = new Walk[(trees.Length + SideBySide - 1) / SideBySide * SideBySide];
        for (var t = 0; t < trees.Length; t++) walks[t] = new Walk(layout.Add(trees[t]), t, trees[t].Depth);
        Array.Sort(walks, 0, trees.Length, Comparer<Walk>.Create((a, b) => (a.Depth, a.Tree).CompareTo((b.Depth, b.Tree))));
        // The last ones are filled up with a leaf, whose value goes where nobody reads it.
        for (var w = trees.Length; w < walks.Length; w++) walks[w] = new Walk(Spare, trees.Length, walks[trees.Length - 1].Depth);
        _treeCount = trees.Length;
        _walks = walks;
        _numbers = layout.Numbers;
        _asked = [.. layout.Asked];
        _nodes = layout.Nodes;
        _values = layout.Values;
    }

    /// <summary>Adds to a score what the trees give for a row, in their order.</summary>
    public double AddTo(double score, ReadOnlySpan<double> row)
    {
        var entryCount = (2 * _numbers.Length) + _asked.Length;
        // Behind the row's entries stands what each tree gives, and a place for the rest.
        var length = entryCount + _treeCount + 1;
        var rented = length > LargestOnStack ? ArrayPool<double>.Shared.Rent(length) : null;
        var room = rented ?? stackalloc double[LargestOnStack];
        var entries = room[..entryCount];
        var given = room[entryCount..length];
        Fill(row, entries);
        for (var w = 0; w < _walks.Length; w += SideBySide) WalkSideBySide(_walks.AsSpan(w, SideBySide), entries, given);
        foreach (var value in given[..^1]) score += value;
        if (rented is not null) ArrayPool<double>.Shared.Return(rented);
        return score;
    }

    private void Fill(ReadOnlySpan<double> row, Span<double> entries)
    {
        var at = 0;
        foreach (var (column, isZeroMissing) in _numbers)
        {
            var value = row[column];
            var isMissing = double.IsNaN(value) || (isZeroMissing && Math.Abs(value) <= TreeData.ZeroBand);
            entries[at++] = isMissing ? double.NegativeInfinity : value;
            entries[at++] = isMissing ? double.PositiveInfinity : value;
        }

        foreach (var split in _asked) entries[at++] = split.Tree.GoesLeft(split.Node, row[split.Tree.Column(split.Node)]) ? 0 : 1;
    }

    private void WalkSideBySide(ReadOnlySpan<Walk> walks, ReadOnlySpan<double> entries, Span<double> given)
    {
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref var entry = ref MemoryMarshal.GetReference(entries);
        var (a, b, c, d, e, f, g, h) = (walks[0].Root, walks[1].Root, walks[2].Root, walks[3].Root, walks[4].Root, walks[5].Root, walks[6].Root, walks[7].Root);
        for (var depth = walks[7].Depth; depth > 0; depth--)
        {
            a = Next(ref Unsafe.Add(ref nodes, a), ref entry);
            b = Next(ref Unsafe.Add(ref nodes, b), ref entry);
            c = Next(ref Unsafe.Add(ref nodes, c), ref entry);
            d = Next(ref Unsafe.Add(ref nodes, d), ref entry);
            e = Next(ref Unsafe.Add(ref nodes, e), ref entry);
            f = Next(ref Unsafe.Add(ref nodes, f), ref entry);
            g = Next(ref Unsafe.Add(ref nodes, g), ref entry);
            h = Next(ref Unsafe.Add(ref nodes, h), ref entry);
        }

        given[walks[0].Tree] = _values[a];
        given[walks[1].Tree] = _values[b];
        given[walks[2].Tree] = _values[c];
        given[walks[3].Tree] = _values[d];
        given[walks[4].Tree] = _values[e];
        given[walks[5].Tree] = _values[f];
        given[walks[6].Tree] = _values[g];
        given[walks[7].Tree] = _values[h];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Next(ref readonly Node node, ref double entries) => node.Left + (Unsafe.Add(ref entries, node.Entry) > node.Threshold ? 1u : 0u);

    /// <summary>A split, or a leaf.</summary>
    /// <param name="Threshold">The row goes right where the entry is above this.</param>
    /// <param name="Entry">Which of the row's entries is asked.</param>
    /// <param name="Left">Where the left child stands, before the right one.</param>
    private readonly record struct Node(double Threshold, uint Entry, uint Left);

    /// <summary>A tree where it is walked: from the shallowest to the deepest, and among equals in the ensemble's order.</summary>
    private readonly record struct Walk(uint Root, int Tree, int Depth);

    /// <summary>A split, mostly on a category, that is asked before the walk.</summary>
    private readonly record struct AskedSplit(Tree Tree, int Node);

    private ref struct Layout
    {
        private readonly int[] _entries;
        private readonly int[] _zeroEntries;
        private int _next;

        public Layout(ReadOnlySpan<Tree> trees, IReadOnlyList<TreeColumn> columns)
        {
            _entries = new int[columns.Count];
            _zeroEntries = new int[columns.Count];
            var hasZeros = new bool[columns.Count];
            var nodes = 0;
            foreach (var tree in trees)
            {
                nodes += tree.NodeCount;
                for (var n = 0; n < tree.NodeCount; n++)
                {
                    if (tree.IsZeroMissing(n)) hasZeros[tree.Column(n)] = true;
                }
            }

            Nodes = new Node[nodes + 1];
            Values = new double[nodes + 1];
            Nodes[0] = Leaf(Spare);
            _next = 1;
            var numbers = Enumerable.Range(0, columns.Count).Where(c => !columns[c].IsCategorical).ToList();
            Numbers = [.. numbers.Select(c => (c, false)), .. numbers.Where(c => hasZeros[c]).Select(c => (c, true))];
            for (var i = 0; i < Numbers.Length; i++) (Numbers[i].IsZeroMissing ? _zeroEntries : _entries)[Numbers[i].Column] = 2 * i;
        }

        public Node[] Nodes { get; }

        public double[] Values { get; }

        public (int Column, bool IsZeroMissing)[] Numbers { get; }

        public List<AskedSplit> Asked { get; } = [];

        public uint Add(Tree tree)
        {
            var at = new int[tree.NodeCount];
            var root = at[0] = _next++;
            // Children stand after their parents.
            for (var n = 0; n < at.Length; n++)
            {
                if (tree.IsLeaf(n))
                {
                    Nodes[at[n]] = Leaf((uint)at[n]);
                    Values[at[n]] = tree.Value(n);
                    continue;
                }

                at[tree.Left(n)] = _next;
                at[tree.Right(n)] = _next + 1;
                Nodes[at[n]] = Split(tree, n, (uint)_next);
                _next += 2;
            }

            return (uint)root;
        }

        private readonly Node Split(Tree tree, int node, uint left)
        {
            // Above infinity there is no entry to stand for what is missing.
            if (tree.IsCategorical(node) || double.IsPositiveInfinity(tree.Threshold(node)))
            {
                Asked.Add(new AskedSplit(tree, node));
                return new Node(0.5, (uint)((2 * Numbers.Length) + Asked.Count - 1), left);
            }

            var isMissingLeft = tree.GoesLeft(node, double.NaN);
            return new Node(tree.Threshold(node), (uint)((tree.IsZeroMissing(node) ? _zeroEntries : _entries)[tree.Column(node)] + (isMissingLeft ? 0 : 1)), left);
        }

        // No entry is above infinity.
        private static Node Leaf(uint at) => new(double.PositiveInfinity, 0, at);
    }
}
