using Xunit;

namespace Predictor.Risk.Tests.Features;

/// <summary>A generated page of the documentation.</summary>
internal static class DocumentPage
{
    /// <summary>Asserts that a page of <c>docs</c> holds this text; with UPDATE_DOCS=1 it is written first.</summary>
    public static void AssertIs(string name, string text)
    {
        var page = Path.Combine(Root(), "docs", name);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") File.WriteAllText(page, text);

        Assert.Equal(text, File.ReadAllText(page));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Predictor.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("No Predictor.sln above the tests.");
        return folder.FullName;
    }
}
