namespace Predictor.Risk.Evaluation.Capacity;

/// <summary>What a clinic gets from so many check-ins a week. Null where there is nothing to say it of.</summary>
public sealed record CapacityPoint
{
    /// <summary>Check-ins a week for each hundred clients in treatment.</summary>
    public required double CheckInsPer100Clients { get; init; }

    /// <summary>Check-ins made.</summary>
    public required int CheckIns { get; init; }

    /// <summary>Check-ins with a client who had left or left within the horizon.</summary>
    public required int TrueCheckIns { get; init; }

    /// <summary>Check-ins made for each true one.</summary>
    public double? CheckInsPerTrue { get; init; }

    public ConfidenceInterval? CheckInsPerTrueCi { get; init; }

    /// <summary>Dropouts that a check-in could have met.</summary>
    public required int Dropouts { get; init; }

    /// <summary>The share of them met by a check-in before the clinic would have counted the client as gone.</summary>
    public double? Found { get; init; }

    public ConfidenceInterval? FoundCi { get; init; }

    /// <summary>The share of them met before the client's last session, when there was still an hour to talk in.</summary>
    public double? FoundBeforeLastSession { get; init; }

    public ConfidenceInterval? FoundBeforeLastSessionCi { get; init; }

    /// <summary>Of those met, the median of the days from the first check-in until the clinic would have counted the client as gone.</summary>
    public double? MedianLeadDays { get; init; }

    public ConfidenceInterval? MedianLeadDaysCi { get; init; }
}
