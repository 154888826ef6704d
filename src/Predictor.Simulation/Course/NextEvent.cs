namespace Predictor.Simulation.Course;

/// <summary>What happens next in an episode.</summary>
internal enum NextEvent
{
    /// <summary>Nothing any more.</summary>
    None,

    /// <summary>The time at which appointments are cancelled days ahead.</summary>
    EarlyCancellation,

    /// <summary>The reminder, a day ahead, and what the client makes of it.</summary>
    Reminder,

    /// <summary>The time at which appointments are cancelled at short notice.</summary>
    LateCancellation,

    /// <summary>Open: the client comes or does not.</summary>
    Session,

    /// <summary>Open: the client takes another appointment or does not.</summary>
    Booking,

    /// <summary>A week without appointment is over, or a missed one is followed up: a call, and perhaps a new booking.</summary>
    FollowUp,
}
