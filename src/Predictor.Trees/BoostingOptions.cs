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

    /// <summary>What is lowered.</summary>
    public BoostingObjective Objective { get; init; } = BoostingObjective.LogLoss;

    /// <summary>The penalty on the size of leaf values: a leaf whose sum of gradients is no larger than this has the value 0.</summary>
    public double L1 { get; init; }

    /// <summary>The ridge penalty on leaf values: without L1 a leaf's value is -G / (H + L2) for its sums of gradients and curvatures.</summary>
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

    /// <summary>The share of those columns that each node may be split on, drawn anew for each.</summary>
    public double NodeColumnShare { get; init; } = 1;

    /// <summary>
    /// Groups of columns, by their numbers, that may interact: only columns that are together in a group stand on one path of a tree, and a column in no group
    /// stands alone. Null for no such constraint; an empty list has one column a tree, which makes the model additive.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>>? InteractionGroups { get; init; }

    /// <summary>
    /// What the weights of rows with label 1 are multiplied by, in training and in the loss that is followed. Other values than 1 make the scores say something
    /// else than the probability of label 1; <see cref="Warnings"/> tells what.
    /// </summary>
    public double PositiveWeight { get; init; } = 1;

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
        Require(L1 >= 0 && double.IsFinite(L1), nameof(L1), L1, "a finite number of at least 0");
        Require(L2 >= 0 && double.IsFinite(L2), nameof(L2), L2, "a finite number of at least 0");
        Require(MinimumChildWeight >= 0 && double.IsFinite(MinimumChildWeight), nameof(MinimumChildWeight), MinimumChildWeight, "a finite number of at least 0");
        Require(MinimumChildRows >= 1, nameof(MinimumChildRows), MinimumChildRows, "at least 1");
        Require(MinimumGain >= 0 && double.IsFinite(MinimumGain), nameof(MinimumGain), MinimumGain, "a finite number of at least 0");
        Require(CategorySmoothing >= 0 && double.IsFinite(CategorySmoothing), nameof(CategorySmoothing), CategorySmoothing, "a finite number of at least 0");
        Require(RowShare is > 0 and <= 1, nameof(RowShare), RowShare, "more than 0 and at most 1");
        Require(ColumnShare is > 0 and <= 1, nameof(ColumnShare), ColumnShare, "more than 0 and at most 1");
        Require(NodeColumnShare is > 0 and <= 1, nameof(NodeColumnShare), NodeColumnShare, "more than 0 and at most 1");
        Require(PositiveWeight > 0 && double.IsFinite(PositiveWeight), nameof(PositiveWeight), PositiveWeight, "a finite number above 0");
        Require(EarlyStoppingRounds >= 0, nameof(EarlyStoppingRounds), EarlyStoppingRounds, "at least 0, for never");
        Require(Threads >= 0, nameof(Threads), Threads, "at least 0, for as many as there are processors");
        // Both zero would divide by zero in a leaf without curvature.
        if (L2 == 0 && MinimumChildWeight == 0) problems.Add($"{nameof(L2)} and {nameof(MinimumChildWeight)} are both 0; expected one of them above 0.");
        if (Objective is null) problems.Add($"{nameof(Objective)} is null; expected one, such as {nameof(BoostingObjective)}.{nameof(BoostingObjective.LogLoss)}.");
        else if (PositiveWeight != 1 && !Objective.HasLabels) problems.Add(FormattableString.Invariant($"{nameof(PositiveWeight)} is {PositiveWeight}; expected 1, as the objective knows no labels."));
        foreach (var (i, group) in (InteractionGroups ?? []).Index())
        {
            if (group is null || group.Count == 0) problems.Add($"{nameof(InteractionGroups)}[{i}] is {(group is null ? "null" : "empty")}; expected at least one column.");
            else if (group.Any(c => c < 0)) problems.Add(FormattableString.Invariant($"{nameof(InteractionGroups)}[{i}] names column {group.First(c => c < 0)}; expected 0 or more."));
        }

        return problems;

        void Require<T>(bool isMet, string name, T value, string expected)
        {
            if (!isMet) problems.Add(FormattableString.Invariant($"{name} is {value}; expected {expected}."));
        }
    }

    /// <summary>What is valid and may still surprise, each a sentence or two.</summary>
    public IEnumerable<string> Warnings()
    {
        if (PositiveWeight != 1)
        {
            yield return FormattableString.Invariant(
                $"{nameof(PositiveWeight)} is {PositiveWeight}: scores say how likely label 1 would be if it came {PositiveWeight} times as often. Their order stays about the same, but as probabilities they are wrong by about {Math.Log(PositiveWeight):+0.00;-0.00} in log-odds until they are calibrated on rows with their own weights.");
        }
    }

    /// <exception cref="ArgumentException">An option is out of its range; the message names every one that is.</exception>
    internal void Check()
    {
        var problems = Problems().ToList();
        if (problems.Count > 0) throw new ArgumentException(string.Join(' ', problems));
    }
}
