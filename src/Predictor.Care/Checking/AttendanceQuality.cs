namespace Predictor.Care.Checking;

/// <summary>What became of the appointments.</summary>
public sealed record AttendanceQuality
{
    public required int Appointments { get; init; }

    public required int Attended { get; init; }

    public required int Missed { get; init; }

    public required int CancelledByClient { get; init; }

    public required int CancelledByClinic { get; init; }

    /// <summary>Cancelled, and nothing says by whom.</summary>
    public required int CancelledByUnknown { get; init; }

    /// <summary>Booked for a time up to the latest known one, and nothing says what became of it.</summary>
    public required int PastWithoutOutcome { get; init; }

    /// <summary>Booked for later than the latest known time.</summary>
    public required int Ahead { get; init; }

    /// <summary>Offers and waiting lists.</summary>
    public required int NotBookings { get; init; }

    /// <summary>Mistaken entries, which are ignored.</summary>
    public required int EnteredInError { get; init; }

    /// <summary>The share of cancellations by the client or unknown side whose time is known, so that late ones can be told; null where there are none.</summary>
    public required double? LatenessKnown { get; init; }
}
