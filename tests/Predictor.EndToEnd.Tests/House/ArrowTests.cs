using System.Xml.Linq;
using Predictor.EndToEnd.Tests.Processes;
using Xunit;

namespace Predictor.EndToEnd.Tests.House;

/// <summary>The house stands as it was drawn: an arrow never runs up, and the two programs never know each other.</summary>
public sealed class ArrowTests
{
    [Theory]
    [InlineData("Predictor.Care")]
    [InlineData("Predictor.Trees")]
    [InlineData("Predictor.Risk", "Predictor.Care", "Predictor.Trees")]
    [InlineData("Predictor.Simulation", "Predictor.Care", "Predictor.Trees")]
    [InlineData("Predictor.MicrosoftML", "Predictor.Risk")]
    // The last of these only where ML.NET is built in.
    [InlineData("Predictor.Training", "Predictor.Risk", "Predictor.Simulation", "Predictor.MicrosoftML")]
    [InlineData("Predictor.Api", "Predictor.Risk")]
    public void A_project_stands_on_these_and_no_others(string project, params string[] expected)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));
        var references = file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!));

        Assert.Equal(expected, references);
    }
}
