namespace Predictor.Trees;

/// <summary>How boosted trees are grown.</summary>
public sealed record BoostingOptions
{
    /// <summary>The most trees.</summary>
    public int Trees { get; init; } = 500;

    /// <summary>What the values of each new tree are multiplied by (Friedman, 2001).</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>The most leaves of a tree.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>The most splits between the root and a leaf, up to <see cref="TreeData.MaximumDepth"/>; 0 for no limit of its own.</summary>
    public int MaxDepth { get; init; }

    /// <summary>The most bins of a number, the one for what is missing aside.</summary>
    public int Bins { get; init; } = 255;

    /// <summary>The ridge penalty on leaf values: a leaf's value is -G / (H + L2) for its sums of gradients and curvatures.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>The least sum of curvatures, weight x p (1 - p), in a leaf.</summary>
    public double MinimumChildWeight { get; init; } = 1;

    /// <summary>The least number of drawn rows in a leaf.</summary>
    public int MinimumChildRows { get; init; } = 20;

    /// <summary>A split has to lower the penalised second-order loss by more than this.</summary>
    public double MinimumGain { get; init; }

    /// <summary>
    /// Added to the curvatures of a category when categories are ordered by gradient over curvature, so that rare ones stand near the middle.
    /// </summary>
    public double CategorySmoothing { get; init; } = 10;

    /// <summary>The share of rows each tree is grown on, drawn anew for each without replacement.</summary>
    public double RowShare { get; init; } = 1;

    /// <summary>The share of columns each tree may split on, drawn anew for each.</summary>
    public double ColumnShare { get; init; } = 1;

    /// <summary>Where a loss is followed, boosting ends once it has not fallen for so many trees; 0 for never.</summary>
    public int EarlyStoppingRounds { get; init; } = 50;

    /// <summary>Seed of everything drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The largest number of threads; 0 for as many as there are processors. It does not change the result.</summary>
    public int Threads { get; init; }

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        var problems = new List<string>();
        Require(Trees >= 1, nameof(Trees), Trees, "at least 1");
        Require(LearningRate is > 0 and <= 1, nameof(LearningRate), LearningRate, "more than 0 and at most 1");
        Require(Leaves >= 2, nameof(Leaves), Leaves, "at least 2");
        Require(MaxDepth is >= 0 and <= TreeData.MaximumDepth, nameof(MaxDepth), MaxDepth, $"0, for no limit, to {TreeData.MaximumDepth}");
        Require(Bins is >= 2 and <= 255, nameof(Bins), Bins, "2 to 255");
        Require(L2 >= 0 && double.IsFinite(L2), nameof(L2), L2, "a finite number of at least 0");
        Require(MinimumChildWeight >= 0 && double.IsFinite(MinimumChildWeight), nameof(MinimumChildWeight), MinimumChildWeight, "a finite number of at least 0");
        Require(MinimumChildRows >= 1, nameof(MinimumChildRows), MinimumChildRows, "at least 1");
        Require(MinimumGain >= 0 && double.IsFinite(MinimumGain), nameof(MinimumGain), MinimumGain, "a finite number of at least 0");
        Require(CategorySmoothing >= 0 && double.IsFinite(CategorySmoothing), nameof(CategorySmoothing), CategorySmoothing, "a finite number of at least 0");
        Require(RowShare is > 0 and <= 1, nameof(RowShare), RowShare, "more than 0 and at most 1");
        Require(ColumnShare is > 0 and <= 1, nameof(ColumnShare), ColumnShare, "more than 0 and at most 1");
        Require(EarlyStoppingRounds >= 0, nameof(EarlyStoppingRounds), EarlyStoppingRounds, "at least 0, for never");
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
