namespace Predictor.Trees.Tests.Explaining;

/// <summary>One column on the path from the root to a node, splits on the same column taken together.</summary>
internal struct PathElement
{
    /// <summary>The column; -1 for the root's own element, which stands for none.</summary>
    public int Column;

    /// <summary>The share of the cover that goes on along the path where the column is not known.</summary>
    public double ZeroFraction;

    /// <summary>1 where the row goes along the path when the column is known, else 0.</summary>
    public double OneFraction;

    /// <summary>
    /// The weight of the sets with as many known columns as elements stand before this one: their Shapley weight times the shares of the columns not in them,
    /// summed over the sets.
    /// </summary>
    public double Weight;
}
