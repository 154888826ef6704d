namespace Predictor.Trees.Formats;

/// <summary>
/// Between "the value in single precision is below the condition", as XGBoost asks, or "at most the condition", as ML.NET does, and this library's "the value is at
/// most the threshold".
/// </summary>
internal static class SingleThreshold
{
    /// <summary>The largest double that is below a condition once it is rounded to single precision.</summary>
    /// <param name="condition">Finite.</param>
    public static double Below(float condition)
    {
        // Doubles up to the middle between the condition and the number below it are rounded to that number; the middle itself goes to the one that is even.
        double below = MathF.BitDecrement(condition);
        // Beyond the least single the next would be -2^128, from the middle to which on numbers are rounded to infinity.
        if (double.IsNegativeInfinity(below)) below = -Math.ScaleB(1, 128);
        var middle = (below + condition) / 2;
        return (float)middle < condition ? middle : Math.BitDecrement(middle);
    }

    /// <summary>The largest double that is at most a condition once it is rounded to single precision.</summary>
    /// <param name="condition">Finite, and below the largest single.</param>
    public static double AtMost(float condition) => Below(MathF.BitIncrement(condition));
}
