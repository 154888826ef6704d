namespace Predictor.Risk.Engines.Trees;

/// <summary>
/// How the tree engine learns. Small trees and small steps, half of the columns and half of the rows at a time: rows of one client are much alike, and the
/// outcome is rare. The defaults were chosen on clients held out of real and simulated data (<c>docs/decisions/0006-trees.md</c>).
/// </summary>
internal sealed record TreesSettings
{
    /// <summary>The most trees; far more than early stopping lets grow.</summary>
    public int MaximumRounds { get; init; } = 600;

    /// <summary>Boosting ends once the out-of-fold log loss has not fallen for so many rounds.</summary>
    public int Patience { get; init; } = 30;

    public double LearningRate { get; init; } = 0.07;

    public int Leaves { get; init; } = 16;

    public int MaximumDepth { get; init; } = 5;

    /// <summary>Bins of a number, the one for what is missing aside.</summary>
    public int Bins { get; init; } = 255;

    /// <summary>The ridge penalty on leaf values, against the sum of the curvatures in a leaf.</summary>
    public double L2 { get; init; } = 5;

    /// <summary>The least sum of curvatures, weight x p (1 - p), in a leaf.</summary>
    public double MinimumChildWeight { get; init; } = 2;

    /// <summary>
    /// A leaf has to hold the rows of about so many clients: the least number of rows is this many times the mean rows of a client. What only a few clients
    /// show, such as a rare category or a value that is missing, is thereby no ground for an effect.
    /// </summary>
    public double MinimumChildClients { get; init; } = 20;

    /// <summary>The share of rows that each tree is grown on, drawn anew.</summary>
    public double RowShare { get; init; } = 0.5;

    /// <summary>The share of columns that each tree may split on, drawn anew.</summary>
    public double ColumnShare { get; init; } = 0.5;

    /// <summary>Seed of the rows and columns drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The largest number of threads; 0 for as many as there are processors. It does not change the result.</summary>
    public int Threads { get; init; }
}
