namespace Predictor.Care.Episodes;

/// <summary>Who called an appointment off.</summary>
public enum CancelledBy
{
    Client,
    Clinic,
}

/// <summary>How a session is held.</summary>
public enum Delivery
{
    InPerson,
    Video,
    Phone,
}

/// <summary>Who takes part in the sessions.</summary>
public enum TreatmentFormat
{
    Individual,
    Couple,
    Family,
    Group,
}

/// <summary>Who pays for the treatment.</summary>
public enum Payer
{
    SelfPay,
    Commercial,
    Public,
    Employer,
}

/// <summary>Why an episode ended, as the clinic says.</summary>
public enum EndReason
{
    Completed,
    Mutual,
    Transferred,
    Moved,
    Died,

    /// <summary>The clinic says that the client stopped: dropout.</summary>
    ClientStopped,

    /// <summary>Closed by the office, often for silence: proves nothing, inactivity decides.</summary>
    Administrative,
}

/// <summary>What a payment event is.</summary>
public enum PaymentKind
{
    Charge,
    Payment,
    Declined,
    Refund,
    WriteOff,
    PlanStarted,
    CoverageLapsed,
    FeeMissedSession,
}

/// <summary>Which way a contact went, seen from the clinic.</summary>
public enum ContactDirection
{
    Out,
    In,
}

/// <summary>What a contact was for.</summary>
public enum ContactPurpose
{
    Reminder,
    CheckIn,
    Outreach,
    Other,
}
