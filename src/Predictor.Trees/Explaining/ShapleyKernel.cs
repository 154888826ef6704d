using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Predictor.Trees.Lanes;

namespace Predictor.Trees.Explaining;

/// <summary>
/// Shapley values of one tree for as many rows as a vector has lanes. The weight of a set of s out of d - 1 columns is the integral from 0 to 1 of
/// t^s (1 - t)^(d - 1 - s) dt (Owen, "Multilinear extensions of games", 1972), so that the sum over all sets is the integral of a product: with z the share of the
/// cover that goes along a leaf's path at the splits on a column, and o 1 where the row goes along, else 0, a leaf of value v gives the column
/// v times (o - z) times the integral of the product of (t o + (1 - t) z) over the other columns of the path. That is a polynomial, which Gauss-Legendre quadrature
/// integrates exactly; nearly all that is added is positive, so that no digits are lost on long paths. One walk down carries the products of what stands above, and
/// one back up the sums over the leaves below: the work is linear in nodes times half the columns of a path, without tables.
/// </summary>
/// <remarks>
/// With H the sum from the side that the row goes to, M the cover-weighted mean of both and P the product above, a split gives its column the integral of P (H - M), and
/// its own sum is t H + (1 - t) M. Where a column was met before, with share z and factor f = t + (1 - t) z for rows that went along, what stood in the product is
/// taken back: such rows get the integral of z P (H - M) / f^2 and the sum (t H + (1 - t) z M) / f, and all others nothing and M.
/// </remarks>
internal readonly ref struct ShapleyKernel<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, IRowLanes<TVector>
{
    private readonly ShapleyTree _tree;
    private readonly ulong[][] _sets;
    private readonly int _points;
    private readonly ref double _at;
    private readonly ref double _rest;
    private readonly ref double _block;
    private readonly ref double _contributions;
    private readonly ref double _levels;
    private readonly ref double _inverses;

    /// <param name="tree">The tree.</param>
    /// <param name="sets">The sets of wide categories.</param>
    /// <param name="block">The rows, laid out: slots x lanes.</param>
    /// <param name="contributions">What is added to: slots x lanes.</param>
    /// <param name="room">Room to work in.</param>
    public ShapleyKernel(ShapleyTree tree, ulong[][] sets, ReadOnlySpan<double> block, Span<double> contributions, Span<double> room)
    {
        _tree = tree;
        _sets = sets;
        _points = tree.Points;
        _at = ref MemoryMarshal.GetArrayDataReference(tree.Rule.At);
        _rest = ref MemoryMarshal.GetArrayDataReference(tree.Rule.Rest);
        _block = ref MemoryMarshal.GetReference(block);
        _contributions = ref MemoryMarshal.GetReference(contributions);
        _levels = ref MemoryMarshal.GetReference(room);
        _inverses = ref room[LevelsRoom(tree.Depth, tree.Points)];
    }

    /// <summary>
    /// The room that a tree needs, in doubles: for each level the products, the sums of both sides, and which rows went along; and the inverse factors of one split.
    /// </summary>
    public static int Room(int depth, int points) => LevelsRoom(depth, points) + Math.Max(1, points);

    /// <summary>Adds the contributions of the tree.</summary>
    public void Add()
    {
        var points = _points;
        ref var products = ref Products(0);
        for (var q = 0; q < points; q++) TLanes.Store(TLanes.Broadcast(_tree.Rule.Weight[q]), ref products, Lane(q));
        Visit(0, 0, ref Sums(0, isRight: false));
    }

    private static int LevelsRoom(int depth, int points) => (depth + 1) * ((3 * points) + 1) * TLanes.Count;

    private static nuint Lane(int vector) => (nuint)(vector * TLanes.Count);

    /// <summary>The inverse factors of a split on a column that was met before, from the tree or, to the same bits, anew.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref double Inverses(ref readonly ShapleyNode node) => ref (_tree.HasInverses ? ref _tree.Inverses[node.Inverses] : ref InversesAnew(node.Zero));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref double InversesAnew(double zero)
    {
        for (var q = 0; q < _points; q++) Unsafe.Add(ref _inverses, q) = 1 / (Unsafe.Add(ref _at, q) + (Unsafe.Add(ref _rest, q) * zero));
        return ref _inverses;
    }

    private ref double Products(int level) => ref Unsafe.Add(ref _levels, Lane(level * ((3 * _points) + 1)));

    private ref double Sums(int level, bool isRight) => ref Unsafe.Add(ref Products(level), Lane(isRight ? 2 * _points : _points));

    private ref double GoesAlong(int level) => ref Unsafe.Add(ref Products(level), Lane(3 * _points));

    private void Visit(int at, int level, ref double sums)
    {
        ref readonly var node = ref _tree.Nodes[at];
        var column = Lane(node.Split.Slot);
        var goesRight = node.Split.GoesRight<TVector, TLanes>(ref Unsafe.Add(ref _block, column), 0, _sets);
        TVector contribution;
        if (node.Prior == 0 && (node.Left & node.Right) < 0)
        {
            contribution = Leaves(in node, level, goesRight, ref sums);
        }
        else
        {
            if (node.Left >= 0) Down(in node, node.Left, level, goesRight, isRight: false);
            else Fill(level, node.ValueLeft, isRight: false);
            if (node.Right >= 0) Down(in node, node.Right, level, goesRight, isRight: true);
            else Fill(level, node.ValueRight, isRight: true);
            contribution = node.Prior == 0 ? Up(in node, level, goesRight, ref sums) : UpAgain(in node, level, goesRight, ref sums);
        }

        ref var total = ref Unsafe.Add(ref _contributions, column);
        TLanes.Store(TLanes.Add(TLanes.Load(in total, 0), contribution), ref total, 0);
    }

    private void Fill(int level, double value, bool isRight)
    {
        var points = _points;
        ref var sums = ref Sums(level + 1, isRight);
        var all = TLanes.Broadcast(value);
        for (var q = 0; q < points; q++) TLanes.Store(all, ref sums, Lane(q));
    }

    private void Down(ref readonly ShapleyNode node, int child, int level, TVector goesRight, bool isRight)
    {
        var points = _points;
        ref var ats = ref _at;
        ref var rests = ref _rest;
        var goesAlong = isRight ? goesRight : TLanes.AndNot(TLanes.AllBits, goesRight);
        var share = isRight ? node.ShareRight : node.ShareLeft;
        ref var above = ref Products(level);
        ref var below = ref Products(level + 1);
        if (node.Prior == 0)
        {
            var zero = TLanes.Broadcast(share);
            for (var q = 0; q < points; q++)
            {
                var at = TLanes.And(goesAlong, TLanes.Broadcast(Unsafe.Add(ref ats, q)));
                var factor = TLanes.MultiplyAdd(zero, TLanes.Broadcast(Unsafe.Add(ref rests, q)), at);
                TLanes.Store(TLanes.Multiply(TLanes.Load(in above, Lane(q)), factor), ref below, Lane(q));
            }
        }
        else
        {
            var wentAlong = TLanes.Load(in GoesAlong(node.Prior), 0);
            goesAlong = TLanes.And(goesAlong, wentAlong);
            ref var inverses = ref Inverses(in node);
            var (zero, otherwise) = (TLanes.Broadcast(node.Zero * share), TLanes.Broadcast(share));
            for (var q = 0; q < points; q++)
            {
                var at = TLanes.And(goesAlong, TLanes.Broadcast(Unsafe.Add(ref ats, q)));
                var factor = TLanes.MultiplyAdd(zero, TLanes.Broadcast(Unsafe.Add(ref rests, q)), at);
                factor = TLanes.Multiply(factor, TLanes.Broadcast(Unsafe.Add(ref inverses, q)));
                TLanes.Store(TLanes.Multiply(TLanes.Load(in above, Lane(q)), TLanes.Select(wentAlong, factor, otherwise)), ref below, Lane(q));
            }
        }

        TLanes.Store(goesAlong, ref GoesAlong(level + 1), 0);
        Visit(child, level + 1, ref Sums(level + 1, isRight));
    }

    /// <summary>A split between two leaves, on a column that was not met before.</summary>
    private TVector Leaves(ref readonly ShapleyNode node, int level, TVector goesRight, ref double sums)
    {
        var points = _points;
        ref var ats = ref _at;
        ref var rests = ref _rest;
        ref var products = ref Products(level);
        var hot = TLanes.Select(goesRight, TLanes.Broadcast(node.ValueRight), TLanes.Broadcast(node.ValueLeft));
        var mean = TLanes.Broadcast((node.ShareLeft * node.ValueLeft) + (node.ShareRight * node.ValueRight));
        var integral = TLanes.Zero;
        for (var q = 0; q < points; q++)
        {
            integral = TLanes.Add(integral, TLanes.Load(in products, Lane(q)));
            var sum = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref rests, q)), mean, TLanes.Multiply(TLanes.Broadcast(Unsafe.Add(ref ats, q)), hot));
            TLanes.Store(sum, ref sums, Lane(q));
        }

        return TLanes.Multiply(integral, TLanes.Subtract(hot, mean));
    }

    private TVector Up(ref readonly ShapleyNode node, int level, TVector goesRight, ref double sums)
    {
        var points = _points;
        ref var ats = ref _at;
        ref var rests = ref _rest;
        ref var products = ref Products(level);
        ref var lefts = ref Sums(level + 1, isRight: false);
        ref var rights = ref Sums(level + 1, isRight: true);
        var (shareLeft, shareRight) = (TLanes.Broadcast(node.ShareLeft), TLanes.Broadcast(node.ShareRight));
        var integral = TLanes.Zero;
        for (var q = 0; q < points; q++)
        {
            var (left, right) = (TLanes.Load(in lefts, Lane(q)), TLanes.Load(in rights, Lane(q)));
            var hot = TLanes.Select(goesRight, right, left);
            var mean = TLanes.MultiplyAdd(shareRight, right, TLanes.Multiply(shareLeft, left));
            var sum = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref rests, q)), mean, TLanes.Multiply(TLanes.Broadcast(Unsafe.Add(ref ats, q)), hot));
            TLanes.Store(sum, ref sums, Lane(q));
            integral = TLanes.MultiplyAdd(TLanes.Load(in products, Lane(q)), TLanes.Subtract(hot, mean), integral);
        }

        return integral;
    }

    /// <summary>As <see cref="Up"/>, on a column that was met before.</summary>
    private TVector UpAgain(ref readonly ShapleyNode node, int level, TVector goesRight, ref double sums)
    {
        var points = _points;
        ref var ats = ref _at;
        ref var rests = ref _rest;
        ref var products = ref Products(level);
        ref var lefts = ref Sums(level + 1, isRight: false);
        ref var rights = ref Sums(level + 1, isRight: true);
        ref var inverses = ref Inverses(in node);
        var wentAlong = TLanes.Load(in GoesAlong(node.Prior), 0);
        var (shareLeft, shareRight, zero) = (TLanes.Broadcast(node.ShareLeft), TLanes.Broadcast(node.ShareRight), TLanes.Broadcast(node.Zero));
        var integral = TLanes.Zero;
        for (var q = 0; q < points; q++)
        {
            var inverse = TLanes.Broadcast(Unsafe.Add(ref inverses, q));
            var (left, right) = (TLanes.Load(in lefts, Lane(q)), TLanes.Load(in rights, Lane(q)));
            var hot = TLanes.Select(goesRight, right, left);
            var mean = TLanes.MultiplyAdd(shareRight, right, TLanes.Multiply(shareLeft, left));
            var rest = TLanes.Multiply(zero, TLanes.Broadcast(Unsafe.Add(ref rests, q)));
            var sum = TLanes.MultiplyAdd(rest, mean, TLanes.Multiply(TLanes.Broadcast(Unsafe.Add(ref ats, q)), hot));
            TLanes.Store(TLanes.Select(wentAlong, TLanes.Multiply(sum, inverse), mean), ref sums, Lane(q));
            var product = TLanes.Multiply(TLanes.Multiply(TLanes.Load(in products, Lane(q)), inverse), inverse);
            integral = TLanes.MultiplyAdd(product, TLanes.Subtract(hot, mean), integral);
        }

        return TLanes.And(wentAlong, TLanes.Multiply(zero, integral));
    }
}
