namespace Predictor.Trees.Growing;

/// <summary>What a leaf's value is, and by how much it lowers the loss: the second-order loss G v + (H + L2) v^2 / 2 + L1 |v| of rows that all get the value v.</summary>
/// <param name="L1">The penalty on the size of a value.</param>
/// <param name="L2">The ridge penalty.</param>
internal readonly record struct LeafRule(double L1, double L2)
{
    /// <summary>The best value within bounds.</summary>
    public double Value(in RowSums sums, LeafBounds bounds) => Math.Clamp(-Shrunk(sums.Gradient) / (sums.Curvature + L2), bounds.Lower, bounds.Upper);

    /// <summary>By how much the loss falls where all rows get one value.</summary>
    public double Reached(in RowSums sums, double value) => -(value * (sums.Gradient + (0.5 * (sums.Curvature + L2) * value))) - (L1 * Math.Abs(value));

    private double Shrunk(double gradient) => gradient > L1 ? gradient - L1 : gradient < -L1 ? gradient + L1 : 0;
}
