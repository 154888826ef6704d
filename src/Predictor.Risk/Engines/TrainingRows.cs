namespace Predictor.Risk.Engines;

/// <summary>
/// The rows an engine learns from. <see cref="Values"/> is row-major with shape rows x columns; NaN is a missing value and a category is
/// its code. Everything else has one entry a row.
/// </summary>
public sealed record TrainingRows
{
    public required IReadOnlyList<FeatureColumn> Columns { get; init; }

    public required double[] Values { get; init; }

    /// <summary>1 where the client has left or leaves within the horizon, else 0.</summary>
    public required byte[] Labels { get; init; }

    /// <summary>Censoring weights, positive and finite.</summary>
    public required double[] Weights { get; init; }

    /// <summary>The client of each row as a number; rows of one client never sit on both sides of a split.</summary>
    public required int[] Clients { get; init; }

    /// <summary>The inner fold (0 to <see cref="FoldCount"/> - 1) of each row's client, for whatever an engine fits out of fold.</summary>
    public required int[] Folds { get; init; }

    public required int FoldCount { get; init; }

    public int RowCount => Labels.Length;

    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Columns.Count, Columns.Count);
}
