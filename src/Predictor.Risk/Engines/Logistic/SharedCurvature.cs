namespace Predictor.Risk.Engines.Logistic;

/// <summary>
/// The latest matrix of second derivatives, which fits over the same columns hand on to each other. It is a mean over rows, so that it
/// serves for other rows and other penalties as it stands; what a fit ends at does not hang on it.
/// </summary>
internal sealed class SharedCurvature
{
    /// <summary>Row-major, stride x stride, of which the upper triangle counts; null before the first <see cref="Renew"/>.</summary>
    public double[]? Matrix { get; private set; }

    public void Renew(RidgeObjective objective, double[] coefficients, CancellationToken cancellation) =>
        Matrix = objective.Curvature(coefficients, cancellation);
}
