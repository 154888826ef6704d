using Predictor.Api.Operations.Telemetry;
using Predictor.Risk.Scoring;
using Xunit;

namespace Predictor.Api.Tests.Operations.Telemetry;

public sealed class DriftWindowTests
{
    private static readonly PercentileGrid Even = new([.. Enumerable.Range(0, 101).Select(i => i / 100.0)]);

    [Fact]
    public void The_index_is_the_population_stability_index_of_the_deciles()
    {
        var window = new DriftWindow(Even);
        int[] counts = [50, 60, 70, 80, 90, 110, 120, 130, 140, 150];
        for (var bin = 0; bin < 10; bin++) Add(window, (bin / 10.0) + 0.05, counts[bin]);
        // In Python: a = [(c + .5) / 1005 for c in counts]; sum((x - .1) * math.log(x / .1) for x in a)
        Assert.Equal(0.11625808549834811, window.Index()!.Value, 1e-12);
    }

    [Fact]
    public void Scores_like_those_of_the_training_give_nearly_nothing_and_all_in_one_decile_much()
    {
        var same = new DriftWindow(Even);
        for (var i = 0; i < 100; i++) Add(same, (i + 0.5) / 100, 10);
        Assert.Equal(0, same.Index()!.Value, 1e-12);
        var moved = new DriftWindow(Even);
        Add(moved, 0.95, 1000);
        Assert.True(moved.Index() > 2);
    }

    [Fact]
    public void Only_the_latest_scores_count_and_there_is_no_index_of_a_few()
    {
        var window = new DriftWindow(Even);
        Add(window, 0.95, DriftWindow.Least - 1);
        Assert.Null(window.Index());
        Add(window, 0.95, 1);
        Assert.NotNull(window.Index());
        for (var i = 0; i < 100; i++) Add(window, (i + 0.5) / 100, DriftWindow.Size / 100);
        Assert.Equal(0, window.Index()!.Value, 1e-12);
    }

    [Fact]
    public void Deciles_that_are_equal_are_one_bin()
    {
        // 35 % of the training had the same risk of 0.2, and the highest 15 % of 0.9.
        var grid = new PercentileGrid([.. Enumerable.Range(0, 101).Select(i => i < 20 ? i / 100.0 : i <= 55 ? 0.2 : i < 85 ? i / 100.0 : 0.9)]);
        var expected = new DriftWindow(grid).Expected;
        Assert.Equal(1, expected.Sum(), 1e-12);
        Assert.Equal([0.1, 0.4, 0.1, 0.1, 0.1, 0.2], expected.Select(e => Math.Round(e, 12)));
    }

    private static void Add(DriftWindow window, double probability, int times)
    {
        for (var i = 0; i < times; i++) window.Add(probability);
    }
}
