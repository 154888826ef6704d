using Predictor.Risk.Features;
using Predictor.Risk.Importing;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Importing;

public sealed class FeatureMatchTests
{
    private static readonly FeatureSet Candidates = FeatureSetBuilder.Build(SmallClinic.Create(20), new PipelineOptions(), keepEmpty: true);

    [Fact]
    public void Features_stand_in_the_order_of_the_model()
    {
        var features = FeatureMatch.Of(["x_shift", "attendance.misses-in-a-row"], Candidates, Codes(new FeatureCode("x_shift", ["night", "day", "noon"])));

        Assert.Equal(["x_shift", "attendance.misses-in-a-row"], features.Slots.Select(s => s.Feature.Code));
        // The codes are those of the model, not of the data.
        Assert.Equal(["night", "day", "noon"], features.Slots[0].Categories!);
    }

    [Theory]
    [InlineData("Column_0", "Column_1")]
    [InlineData("f0", "f1")]
    public void Columns_that_are_only_numbered_take_the_names_of_the_codes(string first, string second)
    {
        var features = FeatureMatch.Of([first, second], Candidates, Codes(new FeatureCode("attendance.misses-in-a-row"), new FeatureCode("attendance.misses-28d")));

        Assert.Equal(["attendance.misses-in-a-row", "attendance.misses-28d"], features.Slots.Select(s => s.Feature.Code));
    }

    [Theory]
    [InlineData("Column_0")]
    [InlineData("f0")]
    public void Numbered_columns_without_names_say_what_to_give(string name)
    {
        var without = Assert.Throws<ImportException>(() => FeatureMatch.Of([name], Candidates, null)).Message;
        var tooMany = Assert.Throws<ImportException>(() => FeatureMatch.Of([name], Candidates, Codes(new FeatureCode("attendance.misses-in-a-row"), new FeatureCode("attendance.misses-28d")))).Message;

        Assert.StartsWith($"The model only numbers its columns (1, from '{name}' on); expected their names with --features", without, StringComparison.Ordinal);
        Assert.Equal($"The model only numbers its columns (1, from '{name}' on), and --features lists 2 features; expected the 1 on which the model was trained, in their order.", tooMany);
    }

    [Fact]
    public void A_model_of_nothing_that_is_known_does_not_fill_the_screen()
    {
        var lines = Assert.Throws<ImportException>(() => FeatureMatch.Of([.. Enumerable.Range(0, 1_000).Select(c => $"gene-{c}")], Candidates, null)).Message.Split('\n');

        Assert.Equal(51, lines.Length);
        Assert.Equal("The 950 columns after these were not looked at.", lines[^1]);
    }

    [Fact]
    public void A_long_name_is_not_quoted_whole()
    {
        var error = Assert.Throws<ImportException>(() => FeatureMatch.Of([new string('x', 1_000)], Candidates, null));

        Assert.Equal($"Column 0: '{new string('x', 80)}…' is no feature.", error.Message);
    }

    [Fact]
    public void Every_problem_is_listed()
    {
        var error = Assert.Throws<ImportException>(() => FeatureMatch.Of(["attendance.misses-28d", "attendance.misses-28d", "x_shift", "x_nothing"], Candidates, Codes()));

        Assert.Contains("Column 1: 'attendance.misses-28d' stands for attendance.misses-28d, as an earlier column does", error.Message, StringComparison.Ordinal);
        Assert.Contains("Column 2: 'x_shift' is a category", error.Message, StringComparison.Ordinal);
        Assert.Contains("Column 3: 'x_nothing' is no feature", error.Message, StringComparison.Ordinal);
    }

    private static FeatureCodes Codes(params FeatureCode[] features) => new() { Features = features };
}
