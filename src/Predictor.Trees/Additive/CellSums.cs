namespace Predictor.Trees.Additive;

/// <summary>The sums of the derivatives in each cell of a term, and its rows.</summary>
/// <param name="Gradients">By cell.</param>
/// <param name="Curvatures">By cell.</param>
/// <param name="Rows">By cell; empty where they are not counted.</param>
internal sealed record CellSums(double[] Gradients, double[] Curvatures, int[] Rows)
{
    public Sums this[int cell] => new(Gradients[cell], Curvatures[cell], Rows.Length == 0 ? 0 : Rows[cell]);
}

/// <summary>Sums over some cells.</summary>
internal readonly record struct Sums(double Gradient, double Curvature, double Rows)
{
    public static Sums operator +(Sums a, Sums b) => new(a.Gradient + b.Gradient, a.Curvature + b.Curvature, a.Rows + b.Rows);

    public static Sums operator -(Sums a, Sums b) => new(a.Gradient - b.Gradient, a.Curvature - b.Curvature, a.Rows - b.Rows);
}

/// <summary>The value that lowers the loss most over some cells, and by how much.</summary>
internal readonly struct LeafRule(AdditiveOptions options)
{
    private readonly double _l2 = options.L2;
    private readonly double _minimumWeight = options.MinimumChildWeight;
    private readonly int _minimumRows = options.MinimumChildRows;

    public double Value(Sums sums) => -sums.Gradient / (sums.Curvature + _l2);

    /// <summary>Twice what the value lowers the penalised loss by.</summary>
    public double Gain(Sums sums) => sums.Gradient * sums.Gradient / (sums.Curvature + _l2);

    /// <summary>Twice what any value lowers it by.</summary>
    public double Gain(Sums sums, double value) => -value * ((2 * sums.Gradient) + (value * (sums.Curvature + _l2)));

    /// <summary>Whether there are enough rows for a value of their own.</summary>
    public bool IsEnough(Sums sums) => sums.Rows >= _minimumRows && sums.Curvature >= _minimumWeight;
}
