using System.Runtime.Intrinsics;

namespace Predictor.Trees.Additive;

/// <summary>
/// The logistic function on eight scores at a time, in single precision. From IEEE additions, multiplications and divisions alone, each rounded by itself:
/// the same bits whether a processor does eight at once, four, or one.
/// </summary>
internal static class LaneMath
{
    public static readonly int Lanes = Vector256<float>.Count;

    private const float InverseLn2 = 1.44269504f;

    // ln 2 in two parts; the first has few enough bits that its product with an exponent is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    // Beyond, the curvature is below what a gradient's step can tell from nothing.
    private const float LargestScore = 60;

    // 1.5 x 2^23: added to a small number, it leaves the nearest whole number in the low bits.
    private const float Rounder = 12582912f;
    private const int RounderBits = 0x4B400000;

    private const int ExponentBias = 127;
    private const int MantissaBits = 23;

    /// <summary>Whole numbers nearest to numbers below 2^22 in size.</summary>
    public static Vector256<int> Round(Vector256<float> x) => (x + Vector256.Create(Rounder)).AsInt32() - Vector256.Create(RounderBits);

    /// <summary>Probabilities and p (1 - p) of scores.</summary>
    public static (Vector256<float> Probability, Vector256<float> Curvature) Logistic(Vector256<float> score)
    {
        var odds = ExpOfMinusSize(score);
        var larger = Vector256<float>.One / (Vector256<float>.One + odds);
        var smaller = odds * larger;
        return (Vector256.ConditionalSelect(Vector256.LessThan(score, Vector256<float>.Zero), smaller, larger), smaller * larger);
    }

    /// <summary>log(1 + e^x).</summary>
    public static Vector256<float> Softplus(Vector256<float> x)
    {
        // log(1 + u) = 2 artanh(u / (2 + u)), and u is at most 1.
        var odds = ExpOfMinusSize(x);
        var s = odds / (Vector256.Create(2f) + odds);
        var z = s * s;
        var series = Vector256.Create(1 / 15f);
        series = (series * z) + Vector256.Create(1 / 13f);
        series = (series * z) + Vector256.Create(1 / 11f);
        series = (series * z) + Vector256.Create(1 / 9f);
        series = (series * z) + Vector256.Create(1 / 7f);
        series = (series * z) + Vector256.Create(1 / 5f);
        series = (series * z) + Vector256.Create(1 / 3f);
        var log = Vector256.Create(2f) * (s + (s * (z * series)));
        return Vector256.Max(x, Vector256<float>.Zero) + log;
    }

    /// <summary>e^-|x|.</summary>
    private static Vector256<float> ExpOfMinusSize(Vector256<float> score)
    {
        var x = -Vector256.Min(Vector256.Abs(score), Vector256.Create(LargestScore));
        var shifted = (x * Vector256.Create(InverseLn2)) + Vector256.Create(Rounder);
        var k = shifted - Vector256.Create(Rounder);
        var r = (x - (k * Vector256.Create(Ln2High))) - (k * Vector256.Create(Ln2Low));
        var series = Vector256.Create(1 / 5040f);
        series = (series * r) + Vector256.Create(1 / 720f);
        series = (series * r) + Vector256.Create(1 / 120f);
        series = (series * r) + Vector256.Create(1 / 24f);
        series = (series * r) + Vector256.Create(1 / 6f);
        series = (series * r) + Vector256.Create(0.5f);
        var power = (shifted.AsInt32() - Vector256.Create(RounderBits - ExponentBias)) << MantissaBits;
        return (Vector256<float>.One + (r + (r * r * series))) * power.AsSingle();
    }
}
