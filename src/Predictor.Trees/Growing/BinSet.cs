using System.Numerics;
using System.Runtime.Intrinsics;

namespace Predictor.Trees.Growing;

/// <summary>Some of the bins of a column, up to 256.</summary>
internal readonly struct BinSet
{
    private readonly Vector256<ulong> _bits;

    private BinSet(Vector256<ulong> bits) => _bits = bits;

    /// <param name="isIn">Whether each bin is in the set.</param>
    public static BinSet Of(ReadOnlySpan<bool> isIn)
    {
        Span<ulong> bits = stackalloc ulong[Vector256<ulong>.Count];
        for (var b = 0; b < isIn.Length; b++)
        {
            if (isIn[b]) bits[b >> 6] |= 1UL << b;
        }

        return new BinSet(Vector256.Create<ulong>(bits));
    }

    /// <summary>The first bins.</summary>
    /// <param name="count">How many.</param>
    public static BinSet First(int count)
    {
        var bits = Vector256<ulong>.Zero;
        for (var i = 0; i < Vector256<ulong>.Count; i++)
        {
            var here = Math.Clamp(count - (64 * i), 0, 64);
            bits = bits.WithElement(i, here == 64 ? ulong.MaxValue : (1UL << here) - 1);
        }

        return new BinSet(bits);
    }

    /// <summary>The bins of this set that are not in another.</summary>
    public BinSet Without(BinSet other) => new(Vector256.AndNot(_bits, other._bits));

    /// <summary>The bins that are in both.</summary>
    public BinSet And(BinSet other) => new(_bits & other._bits);

    /// <summary>Whether a bin is in both.</summary>
    public bool Meets(BinSet other) => (_bits & other._bits) != Vector256<ulong>.Zero;

    /// <summary>The lowest bin of the set; 256 where it is empty.</summary>
    public int Lowest()
    {
        for (var i = 0; i < Vector256<ulong>.Count; i++)
        {
            if (_bits[i] != 0) return (64 * i) + BitOperations.TrailingZeroCount(_bits[i]);
        }

        return 64 * Vector256<ulong>.Count;
    }
}
