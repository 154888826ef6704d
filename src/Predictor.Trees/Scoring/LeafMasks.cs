using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Predictor.Trees.Lanes;

namespace Predictor.Trees.Scoring;

/// <summary>
/// Trees of at most 64 leaves, scored without walking: a word holds a bit a leaf, each split that a row goes right at takes away the leaves on its left, and the
/// leftmost that remains is the row's. The splits of a tree may be asked in any order, and of many rows at once: the idea of Lucchese et al., "QuickScorer: a fast
/// algorithm to rank documents with additive ensembles of regression trees" (SIGIR 2015) and "Exploiting CPU SIMD extensions to speed-up document scoring with
/// tree ensembles" (SIGIR 2016). Here the words of some vectors of rows stay in registers for a whole tree, and splits are taken kind by kind, not by column.
/// </summary>
internal sealed class LeafMasks
{
    /// <summary>The most leaves of a tree that has this form.</summary>
    public const int MostLeaves = 64;

    /// <summary>Rows in a block: a multiple of four vectors at every width.</summary>
    public const int BlockRows = 32;

    private readonly MaskedSplit[] _splits;
    private readonly double[] _leaves;
    private readonly ulong[][] _sets;
    private readonly Part[] _parts;

    public LeafMasks(ReadOnlySpan<Tree> trees, BlockLayout layout)
    {
        var (splits, leaves, sets) = (new List<MaskedSplit>(), new List<double>(), new List<ulong[]>());
        _parts = new Part[trees.Length];
        for (var t = 0; t < trees.Length; t++)
        {
            if (trees[t].LeafCount <= MostLeaves) _parts[t] = Add(trees[t], layout, splits, leaves, sets);
        }

        _splits = [.. splits];
        _leaves = [.. leaves];
        _sets = [.. sets];
    }

    /// <summary>Whether a tree has this form.</summary>
    public bool Has(int tree) => _parts[tree].LeafEntries > 0;

    /// <summary>Adds to the scores of a block what a tree gives.</summary>
    /// <param name="tree">One that has this form.</param>
    /// <param name="block">The rows, laid out.</param>
    /// <param name="scores">One entry a row of the block.</param>
    public void Add<TVector, TLanes>(int tree, ReadOnlySpan<double> block, Span<double> scores)
        where TVector : struct
        where TLanes : struct, IRowLanes<TVector>
    {
        ref var part = ref _parts[tree];
        ref var first = ref MemoryMarshal.GetArrayDataReference(_splits);
        ref var leaves = ref _leaves[part.Leaves];
        ref var values = ref MemoryMarshal.GetReference(block);
        ref var sums = ref MemoryMarshal.GetReference(scores);
        var width = (nuint)TLanes.Count;
        for (nuint row = 0; row < BlockRows; row += 4 * width)
        {
            var words = new Four<TVector>(TLanes.AllBits);
            ref var split = ref Unsafe.Add(ref first, part.Above);
            for (ref var end = ref Unsafe.Add(ref first, part.AboveOrMissing); Unsafe.IsAddressLessThan(ref split, ref end); split = ref Unsafe.Add(ref split, 1))
            {
                ref var x = ref Unsafe.Add(ref values, split.At + row);
                var (threshold, keep) = (TLanes.Broadcast(split.Threshold), TLanes.Broadcast(split.Keep));
                words.A = TLanes.Select(TLanes.IsAbove(TLanes.Load(in x, 0), threshold), TLanes.And(words.A, keep), words.A);
                words.B = TLanes.Select(TLanes.IsAbove(TLanes.Load(in x, width), threshold), TLanes.And(words.B, keep), words.B);
                words.C = TLanes.Select(TLanes.IsAbove(TLanes.Load(in x, 2 * width), threshold), TLanes.And(words.C, keep), words.C);
                words.D = TLanes.Select(TLanes.IsAbove(TLanes.Load(in x, 3 * width), threshold), TLanes.And(words.D, keep), words.D);
            }

            for (ref var end = ref Unsafe.Add(ref first, part.NotInWord); Unsafe.IsAddressLessThan(ref split, ref end); split = ref Unsafe.Add(ref split, 1))
            {
                ref var x = ref Unsafe.Add(ref values, split.At + row);
                var (threshold, keep) = (TLanes.Broadcast(split.Threshold), TLanes.Broadcast(split.Keep));
                words.A = TLanes.Select(TLanes.IsAboveOrNaN(TLanes.Load(in x, 0), threshold), TLanes.And(words.A, keep), words.A);
                words.B = TLanes.Select(TLanes.IsAboveOrNaN(TLanes.Load(in x, width), threshold), TLanes.And(words.B, keep), words.B);
                words.C = TLanes.Select(TLanes.IsAboveOrNaN(TLanes.Load(in x, 2 * width), threshold), TLanes.And(words.C, keep), words.C);
                words.D = TLanes.Select(TLanes.IsAboveOrNaN(TLanes.Load(in x, 3 * width), threshold), TLanes.And(words.D, keep), words.D);
            }

            for (ref var end = ref Unsafe.Add(ref first, part.NotInSet); Unsafe.IsAddressLessThan(ref split, ref end); split = ref Unsafe.Add(ref split, 1))
            {
                ref var x = ref Unsafe.Add(ref values, split.At + row);
                var (set, keep) = (TLanes.Broadcast(split.Threshold), TLanes.Broadcast(split.Keep));
                words.A = TLanes.Select(TLanes.HasNoneOf(TLanes.Load(in x, 0), set), TLanes.And(words.A, keep), words.A);
                words.B = TLanes.Select(TLanes.HasNoneOf(TLanes.Load(in x, width), set), TLanes.And(words.B, keep), words.B);
                words.C = TLanes.Select(TLanes.HasNoneOf(TLanes.Load(in x, 2 * width), set), TLanes.And(words.C, keep), words.C);
                words.D = TLanes.Select(TLanes.HasNoneOf(TLanes.Load(in x, 3 * width), set), TLanes.And(words.D, keep), words.D);
            }

            for (ref var end = ref Unsafe.Add(ref first, part.End); Unsafe.IsAddressLessThan(ref split, ref end); split = ref Unsafe.Add(ref split, 1))
            {
                ref var x = ref Unsafe.Add(ref values, split.At + row);
                var (set, keep) = (_sets[BitConverter.DoubleToInt64Bits(split.Threshold)], TLanes.Broadcast(split.Keep));
                words.A = TLanes.Select(BlockSplit.NotIn<TVector, TLanes>(set, in x, 0), TLanes.And(words.A, keep), words.A);
                words.B = TLanes.Select(BlockSplit.NotIn<TVector, TLanes>(set, in x, width), TLanes.And(words.B, keep), words.B);
                words.C = TLanes.Select(BlockSplit.NotIn<TVector, TLanes>(set, in x, 2 * width), TLanes.And(words.C, keep), words.C);
                words.D = TLanes.Select(BlockSplit.NotIn<TVector, TLanes>(set, in x, 3 * width), TLanes.And(words.D, keep), words.D);
            }

            ref var sum = ref Unsafe.Add(ref sums, row);
            TLanes.Store(TLanes.Add(TLanes.Load(in sum, 0), TLanes.LookUpHighest(words.A, in leaves, part.LeafEntries)), ref sum, 0);
            TLanes.Store(TLanes.Add(TLanes.Load(in sum, width), TLanes.LookUpHighest(words.B, in leaves, part.LeafEntries)), ref sum, width);
            TLanes.Store(TLanes.Add(TLanes.Load(in sum, 2 * width), TLanes.LookUpHighest(words.C, in leaves, part.LeafEntries)), ref sum, 2 * width);
            TLanes.Store(TLanes.Add(TLanes.Load(in sum, 3 * width), TLanes.LookUpHighest(words.D, in leaves, part.LeafEntries)), ref sum, 3 * width);
        }
    }

    private static Part Add(Tree tree, BlockLayout layout, List<MaskedSplit> splits, List<double> leaves, List<ulong[]> sets)
    {
        var kinds = new List<MaskedSplit>[] { [], [], [], [] };
        var firstLeaf = leaves.Count;
        Visit(0);
        var entries = 8;
        while (entries < leaves.Count - firstLeaf) entries *= 2;
        while (leaves.Count < firstLeaf + entries) leaves.Add(0);
        var starts = new int[5];
        starts[0] = splits.Count;
        for (var kind = 0; kind < 4; kind++)
        {
            splits.AddRange(kinds[kind]);
            starts[kind + 1] = splits.Count;
        }

        return new Part(starts[0], starts[1], starts[2], starts[3], starts[4], firstLeaf, entries);

        // Leaves from left to right have the bits from the highest on.
        void Visit(int node)
        {
            if (tree.IsLeaf(node))
            {
                leaves.Add(tree.Value(node));
                return;
            }

            var from = leaves.Count - firstLeaf;
            Visit(tree.Left(node));
            var after = leaves.Count - firstLeaf;
            Visit(tree.Right(node));
            var onLeft = (ulong.MaxValue >> from) & ~(ulong.MaxValue >> after);
            var split = layout.SplitOf(tree, node, sets);
            kinds[(int)split.Kind].Add(new MaskedSplit(split.Threshold, BitConverter.UInt64BitsToDouble(~onLeft), (nuint)(split.Slot * BlockRows)));
        }
    }

    /// <summary>Where the splits of a tree begin, kind by kind, and its leaves.</summary>
    private readonly record struct Part(int Above, int AboveOrMissing, int NotInWord, int NotInSet, int End, int Leaves, int LeafEntries);

    /// <summary>The words of four vectors of rows.</summary>
    private struct Four<TVector>(TVector all)
    {
        public TVector A = all;
        public TVector B = all;
        public TVector C = all;
        public TVector D = all;
    }
}
