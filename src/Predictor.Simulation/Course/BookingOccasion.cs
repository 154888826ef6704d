namespace Predictor.Simulation.Course;

/// <summary>When it is settled whether a client takes another appointment.</summary>
internal enum BookingOccasion
{
    /// <summary>As a session ends.</summary>
    SessionEnd,

    /// <summary>At a call after a missed session or a week without appointment.</summary>
    FollowUp,

    /// <summary>As the client cancels.</summary>
    Cancellation,
}
