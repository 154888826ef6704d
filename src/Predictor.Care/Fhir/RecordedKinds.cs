namespace Predictor.Care.Fhir;

/// <summary>Kinds of record that a clinic may keep or not. That there are none is not the same as that none are kept.</summary>
[Flags]
public enum RecordedKinds
{
    /// <summary>No kind.</summary>
    None = 0,

    /// <summary>Scores, from Observation and QuestionnaireResponse.</summary>
    Measures = 1,

    /// <summary>Charges and payments, from Invoice, PaymentNotice and Coverage.</summary>
    Payments = 2,

    /// <summary>Contacts between sessions, from Communication.</summary>
    Contacts = 4,
}
