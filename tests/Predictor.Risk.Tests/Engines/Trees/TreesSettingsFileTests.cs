using System.Text;
using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Trees;
using Xunit;

namespace Predictor.Risk.Tests.Engines.Trees;

public sealed class TreesSettingsFileTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var settings = new TreesSettings { MaximumRounds = 7, Patience = 3, LearningRate = 0.031, Leaves = 9, MaximumDepth = 4, Bins = 31, L2 = 0.25, MinimumChildWeight = 0.5, MinimumChildClients = 33, RowShare = 0.4, ColumnShare = 1 };

        Assert.Equal(settings, TreesSettingsFile.Read(TreesSettingsFile.Write(settings)));
    }

    [Fact]
    public void What_is_left_out_is_as_by_default() =>
        Assert.Equal(new TreesSettings { Leaves = 8 }, Read("""{ "engine": "trees", /* fewer */ "settings": { "leaves": 8 } }"""));

    [Fact]
    public void All_problems_are_named_at_once()
    {
        var error = Assert.Throws<ArgumentException>(() => Read(
            """{ "engine": "gam", "colour": 1, "settings": { "learningRate": 0, "leaves": 2.5, "depth": 4, "bins": "many", "bins": 31, "rowShare": 1.01, "l2": 1e999, "maximumDepth": null } }"""));

        foreach (var said in new[] { "engine is \"gam\"", "colour is not known", "settings.learningRate is 0; expected a number above 0 and at most 1", "settings.leaves is 2.5; expected a whole number from 2 to", "settings.depth is not known", "settings.bins is \"many\"", "settings.bins stands there twice", "settings.rowShare is 1.01", "settings.l2 is", "settings.maximumDepth is null" })
        {
            Assert.Contains(said, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("not json", "it is no JSON")]
    [InlineData("[]", "it holds a list")]
    [InlineData("{}", "engine is missing")]
    [InlineData("{}", "settings is missing")]
    [InlineData("""{ "engine": "trees", "settings": 3 }""", "settings is 3; expected an object")]
    [InlineData("""{ "engine": "trees", "settings": { "l2": 0, "minimumChildWeight": 0 } }""", "are both 0")]
    public void A_file_that_is_not_as_expected_is_refused(string text, string said) =>
        Assert.Contains(said, Assert.Throws<ArgumentException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Other_engines_take_none() =>
        Assert.Contains("engine gam takes no settings", Assert.Throws<ArgumentException>(() => RiskEngines.Create("gam", TreesSettingsFile.Write(new TreesSettings()))).Message, StringComparison.Ordinal);

    private static TreesSettings Read(string text) => TreesSettingsFile.Read(Encoding.UTF8.GetBytes(text));
}
