namespace Predictor.Trees;

/// <summary>How an additive model is boosted.</summary>
public sealed record AdditiveOptions
{
    /// <summary>The most rounds of the main effects, and the most of the pairs; each round takes one step on every column, or on every pair.</summary>
    public int Rounds { get; init; } = 400;

    /// <summary>What each step is multiplied by.</summary>
    public double LearningRate { get; init; } = 0.2;

    /// <summary>The most leaves of a step on one column, the one for what is missing aside.</summary>
    public int Leaves { get; init; } = 4;

    /// <summary>The most pairs of columns with an effect beyond those of the two; 0 for a model without interactions.</summary>
    public int Pairs { get; init; } = 10;

    /// <summary>The most bins of a column in a pair, the one for what is missing aside.</summary>
    public int PairBins { get; init; } = 32;

    /// <summary>The ridge penalty on the values of a step: -G / (H + L2) for the sums of gradients and curvatures.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>The least sum of curvatures, weight x p (1 - p), in a leaf.</summary>
    public double MinimumChildWeight { get; init; } = 1;

    /// <summary>The least number of rows in a leaf.</summary>
    public int MinimumChildRows { get; init; } = 20;

    /// <summary>
    /// A cut has to lower the penalised second-order loss by more than half of this, or there is no step: about what a cut gains where there is nothing to learn
    /// (in AIC a parameter has to gain 2), so that columns without an effect stay flat.
    /// </summary>
    public double MinimumGain { get; init; } = 4;

    /// <summary>Added to the curvatures of a category when categories are ordered by gradient over curvature, so that rare ones stand near the middle.</summary>
    public double CategorySmoothing { get; init; } = 10;

    /// <summary>Boosting ends once the common loss of the folds has not fallen for so many rounds; 0 for never.</summary>
    public int EarlyStoppingRounds { get; init; } = 5;

    /// <summary>
    /// Neighbouring bins of a finished shape are merged, those that are most alike first, as long as the shape changes by no more than this in log-odds: the
    /// root of the weighted mean square over the training rows.
    /// </summary>
    public double MergeTolerance { get; init; } = 0.004;

    /// <summary>The largest number of threads; 0 for as many as there are processors. It does not change the result.</summary>
    public int Threads { get; init; }

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        var problems = new List<string>();
        Require(Rounds >= 1, nameof(Rounds), Rounds, "at least 1");
        Require(LearningRate is > 0 and <= 1, nameof(LearningRate), LearningRate, "more than 0 and at most 1");
        Require(Leaves >= 2, nameof(Leaves), Leaves, "at least 2");
        Require(Pairs >= 0, nameof(Pairs), Pairs, "at least 0");
        Require(PairBins is >= 2 and <= 64, nameof(PairBins), PairBins, "2 to 64");
        Require(L2 >= 0 && double.IsFinite(L2), nameof(L2), L2, "a finite number of at least 0");
        Require(MinimumChildWeight >= 0 && double.IsFinite(MinimumChildWeight), nameof(MinimumChildWeight), MinimumChildWeight, "a finite number of at least 0");
        Require(MinimumChildRows >= 1, nameof(MinimumChildRows), MinimumChildRows, "at least 1");
        Require(MinimumGain >= 0 && double.IsFinite(MinimumGain), nameof(MinimumGain), MinimumGain, "a finite number of at least 0");
        Require(CategorySmoothing >= 0 && double.IsFinite(CategorySmoothing), nameof(CategorySmoothing), CategorySmoothing, "a finite number of at least 0");
        Require(EarlyStoppingRounds >= 0, nameof(EarlyStoppingRounds), EarlyStoppingRounds, "at least 0, for never");
        Require(MergeTolerance >= 0 && double.IsFinite(MergeTolerance), nameof(MergeTolerance), MergeTolerance, "a finite number of at least 0");
        Require(Threads >= 0, nameof(Threads), Threads, "at least 0, for as many as there are processors");
        // Both zero would divide by zero in a leaf without curvature.
        if (L2 == 0 && MinimumChildWeight == 0) problems.Add($"{nameof(L2)} and {nameof(MinimumChildWeight)} are both 0; expected one of them above 0.");
        return problems;

        void Require<T>(bool isMet, string name, T value, string expected)
        {
            if (!isMet) problems.Add(FormattableString.Invariant($"{name} is {value}; expected {expected}."));
        }
    }

    /// <exception cref="ArgumentException">An option is out of its range; the message names every one that is.</exception>
    internal void Check()
    {
        var problems = Problems().ToList();
        if (problems.Count > 0) throw new ArgumentException(string.Join(' ', problems));
    }
}
