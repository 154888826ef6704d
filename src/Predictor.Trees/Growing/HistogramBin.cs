namespace Predictor.Trees.Growing;

/// <summary>What the rows in one bin sum to.</summary>
internal struct HistogramBin
{
    /// <summary>The first derivatives of the loss.</summary>
    public double Gradient;

    /// <summary>The second ones.</summary>
    public double Curvature;

    public int Rows;

    public readonly HistogramBin Plus(in HistogramBin other) => new() { Gradient = Gradient + other.Gradient, Curvature = Curvature + other.Curvature, Rows = Rows + other.Rows };

    public readonly HistogramBin Minus(in HistogramBin other) => new() { Gradient = Gradient - other.Gradient, Curvature = Curvature - other.Curvature, Rows = Rows - other.Rows };
}
