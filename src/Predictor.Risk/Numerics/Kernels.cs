using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Predictor.Risk.Numerics;

/// <summary>
/// The inner loops over the columns of dense rows. They work in four fixed lanes (software stands in where the processor has none) with
/// separate multiplications and additions, so that the bits do not depend on the processor. All lengths are multiples of
/// <see cref="Width"/>; callers pad with zeros.
/// </summary>
internal static class Kernels
{
    /// <summary>Rows are padded to a multiple of this many columns.</summary>
    public const int Width = 8;

    /// <summary>How many rows <see cref="AddOuterProducts"/> takes at once.</summary>
    public const int RowsAtOnce = 8;

    private const int Lanes = 4;

    /// <summary>The padded length of a row of <paramref name="columns"/> columns.</summary>
    public static int Padded(int columns) => (columns + Width - 1) / Width * Width;

    /// <summary>The scalar product, summed in eight interleaved partial sums.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        Check(left.Length, right.Length);
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var even = Vector256<double>.Zero;
        var odd = Vector256<double>.Zero;
        for (var i = 0; i < left.Length; i += Width)
        {
            even += Vector256.LoadUnsafe(ref a, (nuint)i) * Vector256.LoadUnsafe(ref b, (nuint)i);
            odd += Vector256.LoadUnsafe(ref a, (nuint)(i + Lanes)) * Vector256.LoadUnsafe(ref b, (nuint)(i + Lanes));
        }

        var sums = even + odd;
        return sums[0] + sums[1] + (sums[2] + sums[3]);
    }

    /// <summary>Adds <paramref name="factor"/> times <paramref name="row"/> to <paramref name="target"/>.</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> row)
    {
        Check(target.Length, row.Length);
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var r = ref MemoryMarshal.GetReference(row);
        var factors = Vector256.Create(factor);
        for (var i = 0; i < target.Length; i += Lanes)
        {
            var sum = Vector256.LoadUnsafe(ref t, (nuint)i) + factors * Vector256.LoadUnsafe(ref r, (nuint)i);
            sum.StoreUnsafe(ref t, (nuint)i);
        }
    }

    /// <summary>Replaces each entry of <paramref name="row"/> by its square.</summary>
    public static void Square(Span<double> row)
    {
        Check(row.Length, row.Length);
        ref var r = ref MemoryMarshal.GetReference(row);
        for (nuint i = 0; i < (nuint)row.Length; i += Lanes)
        {
            var values = Vector256.LoadUnsafe(ref r, i);
            (values * values).StoreUnsafe(ref r, i);
        }
    }

    /// <summary>
    /// Adds the sum over <see cref="RowsAtOnce"/> rows of weight x row x row' to the upper triangle of <paramref name="matrix"/> (and to a
    /// few cells below it, which mean nothing). Each cell adds its rows in order.
    /// </summary>
    /// <param name="matrix">Row-major, stride x stride.</param>
    /// <param name="rows">The rows one after the other; those that are not used are zero.</param>
    /// <param name="weights">One weight a row.</param>
    /// <param name="stride">The padded length of a row.</param>
    public static void AddOuterProducts(Span<double> matrix, ReadOnlySpan<double> rows, ReadOnlySpan<double> weights, int stride)
    {
        Check(matrix.Length, stride * stride);
        Check(rows.Length, RowsAtOnce * stride);
        ref var m = ref MemoryMarshal.GetReference(matrix);
        ref var x0 = ref MemoryMarshal.GetReference(rows);
        ref var x1 = ref MemoryMarshal.GetReference(rows[stride..]);
        ref var x2 = ref MemoryMarshal.GetReference(rows[(2 * stride)..]);
        ref var x3 = ref MemoryMarshal.GetReference(rows[(3 * stride)..]);
        ref var x4 = ref MemoryMarshal.GetReference(rows[(4 * stride)..]);
        ref var x5 = ref MemoryMarshal.GetReference(rows[(5 * stride)..]);
        ref var x6 = ref MemoryMarshal.GetReference(rows[(6 * stride)..]);
        ref var x7 = ref MemoryMarshal.GetReference(rows[(7 * stride)..]);
        for (var i = 0; i < stride; i++)
        {
            var f0 = Vector256.Create(weights[0] * rows[i]);
            var f1 = Vector256.Create(weights[1] * rows[stride + i]);
            var f2 = Vector256.Create(weights[2] * rows[2 * stride + i]);
            var f3 = Vector256.Create(weights[3] * rows[3 * stride + i]);
            var f4 = Vector256.Create(weights[4] * rows[4 * stride + i]);
            var f5 = Vector256.Create(weights[5] * rows[5 * stride + i]);
            var f6 = Vector256.Create(weights[6] * rows[6 * stride + i]);
            var f7 = Vector256.Create(weights[7] * rows[7 * stride + i]);
            var start = (nuint)(i * stride);
            for (var j = (nuint)(i - i % Lanes); j < (nuint)stride; j += Lanes)
            {
                var sum = Vector256.LoadUnsafe(ref m, start + j);
                sum += f0 * Vector256.LoadUnsafe(ref x0, j);
                sum += f1 * Vector256.LoadUnsafe(ref x1, j);
                sum += f2 * Vector256.LoadUnsafe(ref x2, j);
                sum += f3 * Vector256.LoadUnsafe(ref x3, j);
                sum += f4 * Vector256.LoadUnsafe(ref x4, j);
                sum += f5 * Vector256.LoadUnsafe(ref x5, j);
                sum += f6 * Vector256.LoadUnsafe(ref x6, j);
                sum += f7 * Vector256.LoadUnsafe(ref x7, j);
                sum.StoreUnsafe(ref m, start + j);
            }
        }
    }

    private static void Check(int actual, int expected)
    {
        // A wrong length would read outside the arrays.
        if (actual != expected || actual % Width != 0)
            throw new ArgumentException($"A length is {actual}; expected {expected}, a multiple of {Width}.");
    }
}
