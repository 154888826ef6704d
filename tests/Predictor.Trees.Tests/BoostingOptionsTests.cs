using Xunit;

namespace Predictor.Trees.Tests;

public class BoostingOptionsTests
{
    [Fact]
    public void The_defaults_have_no_problems() => Assert.Empty(new BoostingOptions().Problems());

    [Fact]
    public void Every_problem_is_named_with_its_value_and_what_was_expected()
    {
        var options = new BoostingOptions
        {
            Trees = 0,
            LearningRate = double.NaN,
            Leaves = 1,
            MaxDepth = 201,
            Bins = 256,
            L1 = double.NaN,
            L2 = -1,
            MinimumChildWeight = double.PositiveInfinity,
            MinimumChildRows = 0,
            MinimumGain = -0.5,
            CategorySmoothing = -2,
            RowShare = 1.5,
            ColumnShare = 0,
            NodeColumnShare = -0.1,
            PositiveWeight = 0,
            InteractionGroups = [[0, 1], [], [2, -1]],
            EarlyStoppingRounds = -1,
            Threads = -1,
        };

        var problems = options.Problems().ToList();

        Assert.Equal(19, problems.Count);
        Assert.Contains("PositiveWeight is 0; expected a finite number above 0.", problems);
        Assert.Contains("InteractionGroups[1] is empty; expected at least one column.", problems);
        Assert.Contains("InteractionGroups[2] names column -1; expected 0 or more.", problems);
        Assert.Contains("Trees is 0; expected at least 1.", problems);
        Assert.Contains("LearningRate is NaN; expected more than 0 and at most 1.", problems);
        Assert.Contains("Bins is 256; expected 2 to 255.", problems);
        Assert.Contains("MaxDepth is 201; expected 0, for no limit, to 200.", problems);
        Assert.Contains("RowShare is 1.5; expected more than 0 and at most 1.", problems);
        Assert.Equal(string.Join(' ', problems), Assert.Throws<ArgumentException>(() => new BoostedTreesTrainer(options)).Message);
    }

    [Fact]
    public void A_leaf_needs_a_penalty_or_a_weight() =>
        Assert.Equal(["L2 and MinimumChildWeight are both 0; expected one of them above 0."], new BoostingOptions { L2 = 0, MinimumChildWeight = 0 }.Problems());

    [Fact]
    public void A_weight_of_label_1_asks_for_labels() =>
        Assert.Equal(
            ["PositiveWeight is 2; expected 1, as the objective knows no labels."],
            new BoostingOptions { Objective = BoostingObjective.SquaredError, PositiveWeight = 2 }.Problems());
}
