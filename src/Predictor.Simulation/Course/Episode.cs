using Predictor.Simulation.People;

namespace Predictor.Simulation.Course;

/// <summary>What stays the same over one episode.</summary>
internal sealed record Episode
{
    public required Client Client { get; init; }

    public required Therapist Therapist { get; init; }

    /// <summary>The part of the propensity to stay that does not change.</summary>
    public required double Propensity { get; init; }

    public required int Age { get; init; }

    /// <summary>Days; the same as the start in a programme.</summary>
    public required int ReferredAt { get; init; }

    public required int StartedAt { get; init; }

    public required bool IsFortnightly { get; init; }

    public required Delivery Delivery { get; init; }

    public required string Treatment { get; init; }

    /// <summary>Minutes from the start of a week to the client's regular time.</summary>
    public required int Slot { get; init; }

    /// <summary>Weeks of waiting for the first appointment.</summary>
    public required double WeeksOfWaiting { get; init; }
}
