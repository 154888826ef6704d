using Predictor.Simulation.Course;

namespace Predictor.Simulation.Records;

/// <summary>An appointment as it came to be.</summary>
internal sealed class AppointmentRecord
{
    public required int BookedAt { get; init; }

    public required int StartsAt { get; init; }

    public required Delivery Delivery { get; init; }

    public string Status { get; set; } = "booked";

    /// <summary>When the outcome became known; null while it is not.</summary>
    public int? StatusAt { get; set; }

    public bool IsCancelledByClinic { get; set; }

    public int? RemindedAt { get; set; }

    public int? ConfirmedAt { get; set; }
}

/// <summary>A score.</summary>
internal sealed record MeasureRecord(int At, string Instrument, string Rater, string Scale, double Score);

/// <summary>A payment event.</summary>
internal sealed record PaymentRecord(int At, string Kind, int? Amount, int? DueAt);

/// <summary>A contact with the client by the clinic.</summary>
internal sealed record ContactRecord(int At, string Channel, string Purpose, bool IsAnswered);

/// <summary>The end of an episode.</summary>
internal sealed record EndRecord(EndKind Kind, int At, int RecordedAt);
