using Xunit;

namespace Predictor.Risk.Tests.Features;

public sealed class FeatureDocumentTests
{
    [Fact]
    public void The_documentation_of_features_is_what_the_catalogue_says()
    {
        var page = Path.Combine(Root(), "docs", "features.md");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") File.WriteAllText(page, FeatureDocument.Text());

        Assert.Equal(FeatureDocument.Text(), File.ReadAllText(page));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Predictor.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("No Predictor.sln above the tests.");
        return folder.FullName;
    }
}
