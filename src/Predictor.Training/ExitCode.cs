namespace Predictor.Training;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Bad data, a bad model package or a failed gate.</summary>
    public const int Failed = 1;

    public const int BadUsage = 2;

    /// <summary>By convention 128 + SIGINT.</summary>
    public const int Cancelled = 130;
}
