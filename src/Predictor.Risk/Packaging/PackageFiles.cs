namespace Predictor.Risk.Packaging;

/// <summary>The files of a model package, format 2: rules name several features, and plainer models stand beside the model.</summary>
internal static class PackageFiles
{
    /// <summary>The format that this version writes and reads.</summary>
    public const int Schema = 2;

    public const string Manifest = "manifest.json";
    public const string Model = "model.json";
    public const string Pipeline = "pipeline.json";
    public const string Features = "features.json";
    public const string Calibration = "calibration.json";
    public const string Metrics = "metrics.json";
    public const string CardJson = "card.json";
    public const string CardMarkdown = "card.md";

    /// <summary>What the training was asked for. Absent from imported models, which were not trained here, and from packages that are older than it.</summary>
    public const string Run = "run.json";

    /// <summary>The files whose content makes the model what it is, and that every package has: all but the manifest. Where there is a <see cref="Run"/>, it is hashed as they are.</summary>
    public static IReadOnlyList<string> Hashed { get; } = [CardJson, CardMarkdown, Calibration, Features, Metrics, Model, Pipeline];
}
