using Predictor.Simulation.Course;

namespace Predictor.Simulation.Records;

/// <summary>One episode with all that is written of it.</summary>
internal sealed record SimulatedEpisode
{
    public required Episode Episode { get; init; }

    public required Recorder Records { get; init; }

    public required int Attended { get; init; }

    /// <summary>Whether its course is over by the end of the data, and whether the client dropped out; only where a session was attended.</summary>
    public required bool IsFinished { get; init; }

    public required bool IsDropout { get; init; }

    /// <summary>Landmarks with the true risk for each horizon.</summary>
    public required IReadOnlyList<(int At, double[] Risks)> Truth { get; init; }
}
