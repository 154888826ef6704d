namespace Predictor.Api.Tests.Support;

/// <summary>Files of the repository that the tests run in.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Find();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Predictor.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("No Predictor.sln above the tests.");
        return folder.FullName;
    }
}
