namespace Predictor.Trees.Additive;

/// <summary>
/// The multiples of 2^-32. Sums of such numbers, as long as they stay below 2^20, are exact in double precision: what is moved from one table to another
/// leaves every score as it was, to the bit, and what is in order stays in order.
/// </summary>
internal static class Grid
{
    private const double Steps = 4294967296.0;

    public static double Round(double value) => Math.Round(value * Steps) / Steps;

    public static bool IsOn(double value) => Math.Abs(value) < 1 << 16 && Math.Floor(value * Steps) == value * Steps;
}
