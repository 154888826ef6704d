namespace Predictor.Risk.Numerics;

/// <summary>Student's t distribution of whole degrees of freedom.</summary>
internal static class StudentT
{
    /// <summary>The number that t exceeds on either side with a chance of 1 - <paramref name="confidence"/>, to 1e-12 relative.</summary>
    /// <param name="confidence">Above 0, below 1; 0.95 for a 95 % interval.</param>
    /// <param name="degrees">Degrees of freedom, 1 or more.</param>
    public static double TwoSidedQuantile(double confidence, int degrees)
    {
        // The sine of the angle whose tangent is t / sqrt(n) is between 0 and 1, whatever t is.
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 100; step++)
        {
            var middle = (low + high) / 2;
            if (Within(middle, degrees) < confidence) low = middle;
            else high = middle;
        }

        return Math.Sqrt(degrees) * low / Math.Sqrt((1 - low) * (1 + low));
    }

    /// <summary>The chance that |t| stays below sqrt(n) tan(angle) (Abramowitz and Stegun 26.7.3 and 26.7.4).</summary>
    private static double Within(double sine, int degrees)
    {
        var squared = (1 - sine) * (1 + sine);
        var isOdd = degrees % 2 == 1;
        var term = isOdd ? Math.Sqrt(squared) : 1.0;
        var sum = 0.0;
        for (var power = isOdd ? 1 : 0; power <= degrees - 2; power += 2)
        {
            sum += term;
            term *= squared * (power + 1) / (power + 2);
        }

        return isOdd ? 2 / Math.PI * (Angle(sine / Math.Sqrt(squared)) + (sine * sum)) : sine * sum;
    }

    /// <summary>The arc tangent of a positive number: halved three times, then Taylor's series; the same bits on every machine.</summary>
    private static double Angle(double tangent)
    {
        if (double.IsInfinity(tangent)) return Math.PI / 2;
        for (var half = 0; half < 3; half++) tangent /= 1 + Math.Sqrt(1 + (tangent * tangent));
        var (power, sum) = (tangent, 0.0);
        for (var odd = 1; odd < 40; odd += 2)
        {
            sum += odd % 4 == 1 ? power / odd : -power / odd;
            power *= tangent * tangent;
        }

        return 8 * sum;
    }
}
