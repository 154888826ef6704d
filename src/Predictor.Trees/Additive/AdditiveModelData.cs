namespace Predictor.Trees;

/// <summary>
/// An additive model as plain data, for files: the score of a row, in log-odds, is the intercept plus a value from each table. Values are whole multiples of
/// 2^-32, so that sums of them have no rounding error. Numbers survive JSON to the last bit.
/// </summary>
/// <param name="Intercept">The mean score of the training rows, weighted.</param>
/// <param name="Shapes">The effect of one column each.</param>
/// <param name="Pairs">What two columns do together beyond the effects of each.</param>
public sealed record AdditiveModelData(double Intercept, IReadOnlyList<ShapeData> Shapes, IReadOnlyList<PairShapeData> Pairs);

/// <summary>How the values of a column fall into bins. What is missing has a bin of its own after all others.</summary>
/// <param name="Feature">The column's name.</param>
/// <param name="Cuts">For a number: ascending; a bin holds the values above the cut before it and up to its own, the last all above. Null for a category.</param>
/// <param name="Categories">For a category: the codes in each bin, ascending; a code in none counts as missing. Null for a number.</param>
public sealed record ShapeAxis(string Feature, IReadOnlyList<double>? Cuts, IReadOnlyList<IReadOnlyList<int>>? Categories)
{
    /// <summary>All bins, the last of them for what is missing.</summary>
    internal int Bins => (Cuts?.Count + 1 ?? Categories!.Count) + 1;
}

/// <summary>The effect of one column, by its bins, the last of which is for what is missing.</summary>
/// <param name="Axis">The column and its bins.</param>
/// <param name="Values">What each bin adds to the log-odds; their mean over the training rows, weighted, is 0.</param>
/// <param name="Weights">The weights of the training rows in each bin.</param>
/// <param name="StandardErrors">
/// The standard error of each value by the delete-a-group jackknife: the models differ by the fold that each has not seen (Kott, 2001).
/// </param>
public sealed record ShapeData(ShapeAxis Axis, IReadOnlyList<double> Values, IReadOnlyList<double> Weights, IReadOnlyList<double> StandardErrors);

/// <summary>What two columns do together, one list a bin of the first with one entry a bin of the second; the last of either are for what is missing.</summary>
/// <param name="First">The first column and its bins.</param>
/// <param name="Second">The second column and its bins.</param>
/// <param name="Values">What each cell adds to the log-odds; the mean of every row and every column of the table, weighted, is 0.</param>
/// <param name="Weights">The weights of the training rows in each cell.</param>
/// <param name="StandardErrors">As for one column.</param>
public sealed record PairShapeData(
    ShapeAxis First, ShapeAxis Second, IReadOnlyList<IReadOnlyList<double>> Values, IReadOnlyList<IReadOnlyList<double>> Weights, IReadOnlyList<IReadOnlyList<double>> StandardErrors);
