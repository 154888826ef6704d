using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Predictor.Trees.Growing;

/// <summary>
/// What some rows, or one, sum to in fixed point (<see cref="FixedPoint"/>): gradients in one whole number; curvatures in another, above the bits that count the
/// rows. Being whole, sums are exact: their order, the threads among which they are shared and the way a histogram was come by do not change a bit.
/// </summary>
internal readonly struct PackedSums(Vector128<long> packed)
{
    private readonly Vector128<long> _packed = packed;

    public PackedSums(long gradient, long curvatureAndRows)
        : this(Vector128.Create(gradient, curvatureAndRows))
    {
    }

    public long Gradient => _packed.ToScalar();

    public long CurvatureAndRows => _packed.GetElement(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PackedSums operator +(PackedSums left, PackedSums right) => new(left._packed + right._packed);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PackedSums operator -(PackedSums left, PackedSums right) => new(left._packed - right._packed);
}
