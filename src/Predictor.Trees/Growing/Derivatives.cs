namespace Predictor.Trees.Growing;

/// <summary>The first and second derivative of the weighted log loss by a row's score.</summary>
internal struct Derivatives
{
    public double Gradient;

    public double Curvature;
}
