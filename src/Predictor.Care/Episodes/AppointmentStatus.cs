namespace Predictor.Care.Episodes;

/// <summary>What became of an appointment: the codes of FHIR R4 Appointment.status, with those that mean the same folded together.</summary>
public enum AppointmentStatus
{
    /// <summary>The session took place (FHIR <c>fulfilled</c>, <c>arrived</c>, <c>checked-in</c>).</summary>
    Fulfilled,

    /// <summary>The client did not come (FHIR <c>noshow</c>).</summary>
    NoShow,

    /// <summary>Called off by either side (FHIR <c>cancelled</c>).</summary>
    Cancelled,

    /// <summary>Booked, with no outcome known (FHIR <c>booked</c>).</summary>
    Booked,

    /// <summary>Offered or on a list, but not a booking (FHIR <c>proposed</c>, <c>pending</c>, <c>waitlist</c>).</summary>
    NotABooking,

    /// <summary>Entered by mistake and ignored (FHIR <c>entered-in-error</c>).</summary>
    EnteredInError,
}
