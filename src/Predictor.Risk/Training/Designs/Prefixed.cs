namespace Predictor.Risk.Training.Designs;

/// <summary>Says of which part of a longer work the progress is.</summary>
internal sealed class Prefixed(IProgress<string> progress, string prefix) : IProgress<string>
{
    /// <summary>Null where nobody listens.</summary>
    public static IProgress<string>? Of(IProgress<string>? progress, string prefix) => progress is null ? null : new Prefixed(progress, prefix);

    public void Report(string value) => progress.Report($"{prefix}: {value}");
}
