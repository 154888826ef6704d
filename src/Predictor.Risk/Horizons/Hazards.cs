using Predictor.Trees.Numerics;

namespace Predictor.Risk.Horizons;

/// <summary>
/// Puts hazards together. Someone has left by the end of some intervals unless they stay through each: 1 - F = (1 - h1)(1 - h2)..., the product formula of a
/// discrete-time hazard model (Singer and Willett 1993, "It's about time"). Backwards in time it is the same with leaving and staying exchanged: F = p q1 q2....
/// </summary>
internal static class Hazards
{
    // e^700 is still a number, and no model says anything near it.
    private const double Largest = 700;

    /// <summary>The log-odds of leaving in any interval, given those of leaving in each.</summary>
    /// <param name="logOdds">One an interval.</param>
    public static double Any(ReadOnlySpan<double> logOdds)
    {
        if (logOdds.Length == 1) return logOdds[0];
        var staying = MinusLogOfNone(logOdds);
        // log(F / (1 - F)) with 1 - F = e^-staying is log(e^staying - 1).
        return staying > 1 ? staying + StableMath.Log1P(-StableMath.Exp(-staying)) : StableMath.Log(Expm1(staying));
    }

    /// <summary>The log-odds of all of some events, each given the one before.</summary>
    /// <param name="logOdds">One an event.</param>
    public static double All(ReadOnlySpan<double> logOdds)
    {
        Span<double> turned = stackalloc double[logOdds.Length];
        for (var i = 0; i < turned.Length; i++) turned[i] = -logOdds[i];
        return -Any(turned);
    }

    /// <summary>How fast <see cref="Any"/> grows with each of its log-odds: never below 0.</summary>
    public static void SlopesOfAny(ReadOnlySpan<double> logOdds, Span<double> slopes)
    {
        // d log(e^A - 1) / dx = sigmoid(x) e^A / (e^A - 1) = sigmoid(x) / F.
        var staying = MinusLogOfNone(logOdds);
        var leaving = -Expm1(-staying);
        for (var i = 0; i < slopes.Length; i++) slopes[i] = StableMath.Sigmoid(Bounded(logOdds[i])) / leaving;
    }

    /// <summary>How fast <see cref="All"/> grows with each of its log-odds.</summary>
    public static void SlopesOfAll(ReadOnlySpan<double> logOdds, Span<double> slopes)
    {
        Span<double> turned = stackalloc double[logOdds.Length];
        for (var i = 0; i < turned.Length; i++) turned[i] = -logOdds[i];
        SlopesOfAny(turned, slopes);
    }

    private static double MinusLogOfNone(ReadOnlySpan<double> logOdds)
    {
        var sum = 0.0;
        foreach (var one in logOdds) sum += StableMath.Softplus(Bounded(one));
        return sum;
    }

    private static double Bounded(double logOdds) => Math.Clamp(logOdds, -Largest, Largest);

    /// <summary>e^x - 1, exact also for small x.</summary>
    private static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.5) return StableMath.Exp(x) - 1;
        // The Taylor series to x^15 / 15!: what is left out is below 1e-18 of the result.
        var series = 1.0;
        for (var n = 15; n >= 2; n--) series = 1 + (x * series / n);
        return x * series;
    }
}
