using System.Text.Json.Nodes;

namespace Predictor.Api.Description;

/// <summary>The examples of the description, which are files beside this one.</summary>
internal static class Examples
{
    public const string ScoreRequest = "score-request.json";
    public const string ScoreResponse = "score-response.json";
    public const string ScoreResponseExplained = "score-response-explained.json";
    public const string ScoreResponseCurve = "score-response-curve.json";
    public const string ScoreResponseOver = "score-response-over.json";
    public const string FhirRequest = "fhir-request.json";
    public const string CdsPatientView = "cds-patient-view.json";
    public const string CdsAppointmentBook = "cds-appointment-book.json";
    public const string CdsFeedback = "cds-feedback.json";
    public const string CdsCards = "cds-cards.json";
    public const string FhirResponse = "fhir-response.json";
    public const string Model = "model.json";
    public const string ProblemInvalidEpisode = "problem-invalid-episode.json";
    public const string ProblemInvalidParameter = "problem-invalid-parameter.json";
    public const string ProblemMalformedBody = "problem-malformed-body.json";

    /// <summary>An example as it would be sent.</summary>
    public static byte[] Bytes(string name)
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"There is no example '{name}'.", nameof(name));
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>An example as a document.</summary>
    public static JsonNode Node(string name) => JsonNode.Parse(Bytes(name)) ?? throw new ArgumentException($"The example '{name}' is null.", nameof(name));
}
