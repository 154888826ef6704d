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

    /// <summary>What is left of a sum without a part of it.</summary>
    public readonly HistogramBin Minus(in HistogramBin part)
    {
        // Where no rows are left, the rest of rounding must not look like some; and no sum of curvatures is negative.
        if (Rows == part.Rows) return default;
        return new HistogramBin { Gradient = Gradient - part.Gradient, Curvature = Math.Max(0, Curvature - part.Curvature), Rows = Rows - part.Rows };
    }
}
