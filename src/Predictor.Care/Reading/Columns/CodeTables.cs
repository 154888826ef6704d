using Predictor.Care.Episodes;

namespace Predictor.Care.Reading.Columns;

/// <summary>The codes of all columns that have codes.</summary>
internal static class CodeTables
{
    /// <summary>FHIR R4 Appointment.status, https://hl7.org/fhir/R4/valueset-appointmentstatus.html.</summary>
    public static CodeTable<AppointmentStatus> Status { get; } = new(
        ("fulfilled", AppointmentStatus.Fulfilled),
        ("arrived", AppointmentStatus.Fulfilled),
        ("checked-in", AppointmentStatus.Fulfilled),
        ("noshow", AppointmentStatus.NoShow),
        ("cancelled", AppointmentStatus.Cancelled),
        ("booked", AppointmentStatus.Booked),
        ("proposed", AppointmentStatus.NotABooking),
        ("pending", AppointmentStatus.NotABooking),
        ("waitlist", AppointmentStatus.NotABooking),
        ("entered-in-error", AppointmentStatus.EnteredInError));

    public static CodeTable<CancelledBy> CancelledBy { get; } = new(
        ("client", Episodes.CancelledBy.Client),
        ("clinic", Episodes.CancelledBy.Clinic));

    public static CodeTable<Delivery> Delivery { get; } = new(
        ("in_person", Episodes.Delivery.InPerson),
        ("video", Episodes.Delivery.Video),
        ("phone", Episodes.Delivery.Phone));

    public static CodeTable<TreatmentFormat> Format { get; } = new(
        ("individual", TreatmentFormat.Individual),
        ("couple", TreatmentFormat.Couple),
        ("family", TreatmentFormat.Family),
        ("group", TreatmentFormat.Group));

    public static CodeTable<Payer> Payer { get; } = new(
        ("self_pay", Episodes.Payer.SelfPay),
        ("commercial", Episodes.Payer.Commercial),
        ("public", Episodes.Payer.Public),
        ("employer", Episodes.Payer.Employer));

    public static CodeTable<EndReason> EndReason { get; } = new(
        ("completed", Episodes.EndReason.Completed),
        ("mutual", Episodes.EndReason.Mutual),
        ("transferred", Episodes.EndReason.Transferred),
        ("moved", Episodes.EndReason.Moved),
        ("died", Episodes.EndReason.Died),
        ("client_stopped", Episodes.EndReason.ClientStopped),
        ("administrative", Episodes.EndReason.Administrative));

    public static CodeTable<PaymentKind> PaymentKind { get; } = new(
        ("charge", Episodes.PaymentKind.Charge),
        ("payment", Episodes.PaymentKind.Payment),
        ("declined", Episodes.PaymentKind.Declined),
        ("refund", Episodes.PaymentKind.Refund),
        ("write_off", Episodes.PaymentKind.WriteOff),
        ("plan_started", Episodes.PaymentKind.PlanStarted),
        ("coverage_lapsed", Episodes.PaymentKind.CoverageLapsed),
        ("fee_missed_session", Episodes.PaymentKind.FeeMissedSession));

    public static CodeTable<ContactDirection> Direction { get; } = new(
        ("out", ContactDirection.Out),
        ("in", ContactDirection.In));

    public static CodeTable<ContactPurpose> Purpose { get; } = new(
        ("reminder", ContactPurpose.Reminder),
        ("check_in", ContactPurpose.CheckIn),
        ("outreach", ContactPurpose.Outreach),
        ("other", ContactPurpose.Other));
}
