namespace Predictor.Care.Fhir.Reading;

/// <summary>The types of resources that are read, and where each names its patient.</summary>
internal static class FhirTypes
{
    public const string Patient = "Patient";
    public const string EpisodeOfCare = "EpisodeOfCare";
    public const string CarePlan = "CarePlan";
    public const string Appointment = "Appointment";
    public const string Encounter = "Encounter";
    public const string Observation = "Observation";
    public const string QuestionnaireResponse = "QuestionnaireResponse";
    public const string Coverage = "Coverage";
    public const string Invoice = "Invoice";
    public const string PaymentNotice = "PaymentNotice";
    public const string Communication = "Communication";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Patient, EpisodeOfCare, CarePlan, Appointment, Encounter, Observation, QuestionnaireResponse, Coverage, Invoice, PaymentNotice, Communication];

    /// <summary>The element that names the patient; null where several do, or none.</summary>
    public static string? SubjectOf(string type) => type switch
    {
        EpisodeOfCare => "patient",
        CarePlan or Encounter or Observation or QuestionnaireResponse or Invoice or Communication => "subject",
        Coverage => "beneficiary",
        _ => null,
    };
}
