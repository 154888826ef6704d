namespace Predictor.Risk.Evaluation;

/// <summary>Performance apart for each kind of landmark.</summary>
public sealed record PerformanceByLandmark
{
    public required Performance Attended { get; init; }

    public required Performance Missed { get; init; }

    public required Performance Cancelled { get; init; }

    public required Performance Silent { get; init; }
}
