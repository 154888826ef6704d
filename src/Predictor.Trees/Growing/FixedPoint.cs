using System.Runtime.CompilerServices;

namespace Predictor.Trees.Growing;

/// <summary>
/// How derivatives become whole numbers. Units are powers of two, as small as leaves room for the sum of all rows: a gradient has 52 bits less those of the
/// number of rows (34 for 200,000), a curvature 64 less twice those (28; 24 for a million; 16 for sixteen million). Sums stay below 2^53, so that they are exact
/// as doubles, too. LightGBM's quantised training makes do with 2 to 5 bits (Shi et al., 2022).
/// </summary>
internal readonly struct FixedPoint
{
    private const int ExactBits = 52;

    private readonly double _toGradient;
    private readonly double _toCurvature;

    /// <param name="rows">The most rows that are summed.</param>
    /// <param name="largestGradient">The greatest size of a row's gradient.</param>
    /// <param name="largestCurvature">The greatest curvature of a row.</param>
    public FixedPoint(int rows, double largestGradient, double largestCurvature)
    {
        RowBits = 32 - int.LeadingZeroCount(rows);
        var gradientBits = ExactBits - RowBits - BitsOf(largestGradient);
        var curvatureBits = Math.Min(64 - (2 * RowBits), ExactBits - RowBits) - BitsOf(largestCurvature);
        (_toGradient, GradientUnit) = (Math.ScaleB(1, gradientBits), Math.ScaleB(1, -gradientBits));
        (_toCurvature, CurvatureUnit) = (Math.ScaleB(1, curvatureBits), Math.ScaleB(1, -curvatureBits));
    }

    /// <summary>How many of the low bits of <see cref="PackedSums.CurvatureAndRows"/> count rows.</summary>
    public int RowBits { get; }

    /// <summary>The most rows that can be counted; all rows are no more.</summary>
    public long AllRows => (1L << RowBits) - 1;

    public double GradientUnit { get; }

    public double CurvatureUnit { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PackedSums Pack(double gradient, double curvature) => new(Whole(gradient * _toGradient), (Whole(curvature * _toCurvature) << RowBits) | 1);

    public RowSums Unpack(PackedSums sums) => new(sums.Gradient * GradientUnit, (ulong)sums.CurvatureAndRows >> RowBits is var curvature ? curvature * CurvatureUnit : 0, Rows(sums));

    public int Rows(PackedSums sums) => (int)(sums.CurvatureAndRows & AllRows);

    /// <summary>The nearest whole number, of two the even one, for sizes up to 2^51.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Whole(double value)
    {
        // Where doubles are whole numbers apart, an addition rounds.
        const double Shift = 6755399441055744.0;
        return BitConverter.DoubleToInt64Bits(value + Shift) - BitConverter.DoubleToInt64Bits(Shift);
    }

    /// <summary>The power of two that a size does not reach. Nothing but zeros has whatever unit.</summary>
    private static int BitsOf(double size) => size > 0 ? Math.ILogB(size) + 1 : 0;
}
