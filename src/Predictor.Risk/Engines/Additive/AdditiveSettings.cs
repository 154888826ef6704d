namespace Predictor.Risk.Engines.Additive;

/// <summary>
/// How the additive engine learns. A small rate, as rounds are cheap with few rows. The defaults were chosen out of fold on the training side of real and
/// simulated data.
/// </summary>
internal sealed record AdditiveSettings
{
    /// <summary>The most rounds of the columns, and of columns and pairs; far more than early stopping lets grow.</summary>
    public int MaximumRounds { get; init; } = 400;

    /// <summary>Boosting ends once the out-of-fold log loss has not fallen for so many rounds.</summary>
    public int Patience { get; init; } = 8;

    public double LearningRate { get; init; } = 0.05;

    /// <summary>The leaves of one step on one feature.</summary>
    public int Leaves { get; init; } = 3;

    /// <summary>The most pairs of features with an effect beyond those of the two.</summary>
    public int Pairs { get; init; } = 10;

    /// <summary>Bins of a number, the one for what is missing aside.</summary>
    public int Bins { get; init; } = 255;

    /// <summary>Bins of a feature in a pair.</summary>
    public int PairBins { get; init; } = 16;

    /// <summary>The ridge penalty on the values of a step.</summary>
    public double L2 { get; init; } = 5;

    /// <summary>The least sum of curvatures, weight x p (1 - p), in a leaf.</summary>
    public double MinimumChildWeight { get; init; } = 2;

    /// <summary>A leaf has to hold the rows of about so many clients: what only a few clients show is no ground for an effect.</summary>
    public double MinimumChildClients { get; init; } = 20;

    /// <summary>What a cut has to gain.</summary>
    public double MinimumGain { get; init; } = 4;

    /// <summary>The largest number of threads; 0 for as many as there are processors. It does not change the result.</summary>
    public int Threads { get; init; }
}
