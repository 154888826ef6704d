using Predictor.Risk.Engines.Trees;
using Predictor.Risk.Training.Tuning;
using Xunit;

namespace Predictor.Risk.Tests.Training.Tuning;

public sealed class SettingsSearchTests
{
    [Fact]
    public void Trial_0_has_the_defaults() => Assert.Equal(new TreesSettings(), SettingsSearch.Of(5, 0));

    [Fact]
    public void Whatever_is_drawn_is_valid_and_the_ranges_are_used_to_their_ends()
    {
        var drawn = Enumerable.Range(1, 2000).Select(t => SettingsSearch.Of(1, t)).ToList();

        Assert.All(drawn, s => Assert.All(TreesSetting.All, setting => Assert.Null(setting.Problem(setting.Read(s)))));
        Assert.Equal((0.02, 0.2), (drawn.Min(s => s.LearningRate), drawn.Max(s => s.LearningRate)));
        Assert.Equal((4, 64), (drawn.Min(s => s.Leaves), drawn.Max(s => s.Leaves)));
        Assert.Equal((2, 8), (drawn.Min(s => s.MaximumDepth), drawn.Max(s => s.MaximumDepth)));
        Assert.Equal((0.3, 1), (drawn.Min(s => s.RowShare), drawn.Max(s => s.RowShare)));
        Assert.InRange(drawn.Min(s => s.MinimumChildClients), 10, 11);
    }

    /// <summary>Depth is drawn evenly: 2,000 / 7 each, give or take four standard errors.</summary>
    [Fact]
    public void Whole_numbers_at_the_ends_come_as_often_as_others()
    {
        var counts = Enumerable.Range(1, 2000).GroupBy(t => SettingsSearch.Of(1, t).MaximumDepth).Select(g => g.Count());

        Assert.All(counts, n => Assert.InRange(n, 286 - 63, 286 + 63));
    }

    [Fact]
    public void Settings_depend_on_the_seed_and_the_number_of_the_trial_alone()
    {
        Assert.Equal(SettingsSearch.Of(3, 7), SettingsSearch.Of(3, 7));
        Assert.NotEqual(SettingsSearch.Of(3, 7), SettingsSearch.Of(4, 7));
        Assert.NotEqual(SettingsSearch.Of(3, 7), SettingsSearch.Of(3, 8));
    }
}
