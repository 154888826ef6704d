using Predictor.Risk.Numerics;

namespace Predictor.Risk.Engines.Logistic;

/// <summary>
/// Minimises mean log loss + penalty / 2 x the sum of squared coefficients (the intercept is free) by Newton's method.
/// </summary>
/// <remarks>
/// The curvature costs as much as several gradients, so it is kept for as long as it serves, also from one penalty and one fold to the
/// next. The gradient always comes from the rows at hand: what the steps end at is their optimum in any case, and only the number of steps
/// depends on the curvature.
/// </remarks>
/// <param name="objective">What is minimised, but for the penalty.</param>
/// <param name="curvature">By earlier fits over the same columns, or new; it is renewed where it no longer serves.</param>
/// <param name="tolerance">The distance to the optimum at which a fit ends: the square root of twice what is left of the penalised loss.</param>
internal sealed class RidgeSolver(RidgeObjective objective, SharedCurvature curvature, double tolerance)
{
    private const int MostSteps = 200;
    private const int MostHalvings = 40;

    // The squared distance should shrink at least this much at each step; else the curvature is renewed.
    private const double GoodProgress = 0.25;

    private readonly int _size = objective.Design.Columns.Count;
    private readonly int _stride = objective.Design.Stride;

    /// <summary>The coefficients of the design's columns at the optimum, padded with zeros.</summary>
    /// <exception cref="InvalidOperationException">The optimum was not reached; the message says how far it is.</exception>
    public double[] Solve(double penalty, double[] start, CancellationToken cancellation)
    {
        var ridge = new double[_size];
        Array.Fill(ridge, penalty);
        ridge[0] = 0;

        var current = Evaluate(start, ridge, cancellation);
        var factor = curvature.Matrix is null ? Renew(current.Coefficients, ridge, cancellation) : Factor(ridge);
        var previous = double.PositiveInfinity;
        for (var step = 0; step < MostSteps; step++)
        {
            var (direction, squaredDistance) = NewtonStep(current, factor);
            if (squaredDistance > GoodProgress * previous)
            {
                factor = Renew(current.Coefficients, ridge, cancellation);
                (direction, squaredDistance) = NewtonStep(current, factor);
            }

            if (squaredDistance <= tolerance * tolerance)
                return Moved(current.Coefficients, direction, 1);

            previous = squaredDistance;
            current = Descend(current, direction, ridge, cancellation);
        }

        throw new InvalidOperationException(
            $"The logistic regression with penalty {penalty:R} did not converge in {MostSteps} steps: the root of twice the loss left is "
            + $"{Math.Sqrt(previous):R}, expected at most {tolerance:R}.");
    }

    private static (double[] Direction, double SquaredDistance) NewtonStep(Point at, Cholesky factor)
    {
        var direction = (double[])at.Gradient.Clone();
        factor.Solve(direction);
        return (direction, Kernels.Dot(direction, at.Gradient));
    }

    private Point Descend(Point from, double[] direction, double[] ridge, CancellationToken cancellation)
    {
        // Near the optimum the loss no longer changes by more than its rounding.
        var ceiling = from.Loss + 1e-13 * (1 + Math.Abs(from.Loss));
        var share = 1.0;
        for (var halving = 0; halving < MostHalvings; halving++)
        {
            var next = Evaluate(Moved(from.Coefficients, direction, share), ridge, cancellation);
            // NaN, from a step out of all bounds, is no progress either.
            if (next.Loss <= ceiling) return next;
            share /= 2;
        }

        throw new InvalidOperationException($"The logistic regression found no way down from a loss of {from.Loss:R} in {MostHalvings} halvings.");
    }

    private Point Evaluate(double[] coefficients, double[] ridge, CancellationToken cancellation)
    {
        var gradient = new double[_stride];
        var loss = objective.Evaluate(coefficients, gradient, cancellation);
        for (var c = 0; c < _size; c++)
        {
            gradient[c] += ridge[c] * coefficients[c];
            loss += 0.5 * ridge[c] * coefficients[c] * coefficients[c];
        }

        return new Point(coefficients, loss, gradient);
    }

    private Cholesky Renew(double[] coefficients, double[] ridge, CancellationToken cancellation)
    {
        curvature.Renew(objective, coefficients, cancellation);
        return Factor(ridge);
    }

    private Cholesky Factor(double[] ridge)
    {
        return Cholesky.Factor(curvature.Matrix, ridge, _size, _stride)
            ?? throw new InvalidOperationException(
                "The logistic regression's matrix of second derivatives is not positive definite; a larger penalty would make it so.");
    }

    private static double[] Moved(double[] from, double[] direction, double share)
    {
        var to = (double[])from.Clone();
        Kernels.AddScaled(to, -share, direction);
        return to;
    }

    private sealed record Point(double[] Coefficients, double Loss, double[] Gradient);
}
