using System.Text.Json.Nodes;

namespace Predictor.Api.Fhir;

/// <summary>What the operation takes and answers.</summary>
internal static class OperationDefinition
{
    public static string UrlOf(string baseUrl) => $"{baseUrl}/OperationDefinition/{FhirCall.OperationName}";

    public static JsonObject Of(string baseUrl) => new()
    {
        ["resourceType"] = "OperationDefinition",
        ["id"] = FhirCall.OperationName,
        ["url"] = UrlOf(baseUrl),
        ["name"] = "ScoreDropoutRisk",
        ["title"] = "The risk that a client leaves treatment",
        ["status"] = "active",
        ["kind"] = "operation",
        ["date"] = CapabilityStatement.Date,
        ["description"] = "Judges one client from the resources in the call, as it was known at a moment. Answers a RiskAssessment: with a prediction, or without one where there is no ground to stand on or the episode is over; an OperationOutcome where no episode can be judged.",
        ["affectsState"] = false,
        ["code"] = FhirCall.OperationName,
        ["system"] = true,
        ["type"] = false,
        ["instance"] = false,
        ["parameter"] = new JsonArray(
            Parameter(FhirCall.BundleName, "Bundle", "*", "Patient, EpisodeOfCare or CarePlan, Appointment, Encounter, Observation, QuestionnaireResponse, Coverage, Invoice, PaymentNotice and Communication of one client. A Bundle alone may also be the body."),
            Parameter(FhirCall.ResourceName, "Resource", "*", "Further resources."),
            Parameter(FhirCall.AsOfName, "dateTime", "1", "The moment at which the client is judged; what became known later is left out. By default the timestamp of the Bundle, else now."),
            Parameter(FhirCall.PatientName, "string", "1", "The client, as an id or a reference, where the resources are of several."),
            Parameter(FhirCall.EpisodeName, "string", "1", "The EpisodeOfCare or CarePlan, as an id or a reference, where several are open."),
            Parameter(FhirCall.HorizonName, "integer", "1", "Days ahead that the risk is for: one of the model's horizons, by default its first."),
            Parameter(FhirCall.RecordedName, "code", "*", "measures, payments or contacts: a kind whose resources would be in the call if there were any. Without it a kind of which the call holds nothing counts as not recorded rather than as none."),
            Parameter("return", "RiskAssessment", "1", "The score.", use: "out", minimum: 1)),
    };

    private static JsonObject Parameter(string name, string type, string maximum, string documentation, string use = "in", int minimum = 0) => new()
    {
        ["name"] = name,
        ["use"] = use,
        ["min"] = minimum,
        ["max"] = maximum,
        ["documentation"] = documentation,
        ["type"] = type,
    };
}
