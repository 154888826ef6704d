namespace Predictor.Trees.Explaining;

/// <summary>
/// Gauss-Legendre quadrature from 0 to 1: with n points it integrates polynomials of degree 2 n - 1 exactly. Roots are found by Newton's method on the Legendre
/// polynomial, as in Press et al., "Numerical recipes" (2007), section 4.6.1.
/// </summary>
internal sealed class GaussLegendre
{
    /// <summary>The arrays hold a multiple of so many entries, zeros after the last point.</summary>
    public const int Multiple = 8;

    private const int Steps = 10;

    /// <param name="points">How many, at least one.</param>
    public GaussLegendre(int points)
    {
        (At, Rest, Weight) = (new double[Room(points)], new double[Room(points)], new double[Room(points)]);
        for (var i = 0; i < (points + 1) / 2; i++)
        {
            var x = Cosine(Math.PI * (i + 0.75) / (points + 0.5));
            var slope = 0.0;
            for (var step = 0; step < Steps; step++)
            {
                (var value, slope) = Legendre(points, x);
                x -= value / slope;
            }

            // The root in the middle is zero, whatever Newton's method leaves of it.
            if (2 * i + 1 == points) x = 0;
            var last = points - 1 - i;
            (At[i], At[last]) = ((1 - x) / 2, (1 + x) / 2);
            (Rest[i], Rest[last]) = (At[last], At[i]);
            Weight[i] = Weight[last] = 1 / ((1 - x) * (1 + x) * slope * slope);
        }
    }

    /// <summary>The points.</summary>
    public double[] At { get; }

    /// <summary>One less each point.</summary>
    public double[] Rest { get; }

    /// <summary>The weights, which sum to one.</summary>
    public double[] Weight { get; }

    /// <summary>How many entries the arrays have for some points.</summary>
    public static int Room(int points) => (points + Multiple - 1) / Multiple * Multiple;

    private static (double Value, double Slope) Legendre(int degree, double x)
    {
        var (value, before) = (1.0, 0.0);
        for (var k = 0; k < degree; k++) (value, before) = ((((2 * k) + 1) * x * value - k * before) / (k + 1), value);
        return (value, degree * (x * value - before) / ((x * x) - 1));
    }

    // By its series, as the C library's last bit is not the same everywhere. To start from, 20 terms are more than enough up to a right angle.
    private static double Cosine(double angle)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 2; k <= 40; k += 2)
        {
            term *= -angle * angle / (k * (k - 1));
            sum += term;
        }

        return sum;
    }
}
