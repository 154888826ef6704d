namespace Predictor.EndToEnd.Tests.Processes;

/// <summary>The repository that the tests run in.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Predictor.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>The small simulated clinic.</summary>
    public static string DemoClinic => Path.Combine(Root, "data-samples", "clinic");

    /// <summary>The model that the service answers with by default.</summary>
    public static string DemoModel => Path.Combine(Root, "models", "demo");

    /// <summary>The real data.</summary>
    public static string Sample => Path.Combine(Root, "data-samples", "ctn0027");

    public static string SampleConfiguration => Path.Combine(Sample, "run.json");

    public static string SampleModel => Path.Combine(Root, "models", "ctn0027");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Predictor.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No Predictor.sln above {AppContext.BaseDirectory}.");
    }
}
