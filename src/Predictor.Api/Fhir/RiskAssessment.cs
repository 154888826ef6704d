using System.Globalization;
using System.Text.Json.Nodes;
using Predictor.Care.Fhir;
using Predictor.Care.Time;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Fhir;

/// <summary>A score as a FHIR R4 RiskAssessment.</summary>
internal static class RiskAssessment
{
    /// <summary>Refers to the contained OperationOutcome that lists what could not be mapped.</summary>
    public const string MappingExtension = "urn:predictor:fhir:mapping-outcome";

    /// <summary>Says <c>scored</c>, <c>withheld</c> or <c>over</c>.</summary>
    public const string StatusExtension = "urn:predictor:fhir:score-status";

    private const string ModelId = "model";
    private const string MappingId = "mapping";
    private const string Caution = "A score informs a conversation: it is no ground for billing, refusing or ending care.";

    /// <summary>The resource. A score that was not given has no prediction and the status <c>cancelled</c>: the assessment was not carried out.</summary>
    public static JsonObject Of(RiskScore score, FhirReading reading, ClinicCalendar calendar)
    {
        var isScored = score.Probability is not null;
        var contained = new JsonArray(Device(score.Model));
        var extension = new JsonArray(new JsonObject { ["url"] = StatusExtension, ["valueCode"] = score.Status });
        if (reading.Issues.Count > 0)
        {
            var outcome = OperationOutcome.Of(reading.Issues);
            outcome["id"] = MappingId;
            contained.Add(outcome);
            extension.Add(new JsonObject { ["url"] = MappingExtension, ["valueReference"] = Reference($"#{MappingId}") });
        }

        var assessment = new JsonObject
        {
            ["resourceType"] = "RiskAssessment",
            ["contained"] = contained,
            ["extension"] = extension,
            ["status"] = isScored ? "final" : "cancelled",
            ["method"] = Concept("urn:predictor:fhir:model", $"{score.Model.Name}|{score.Model.Version}", "Calibrated risk from attendance, bookings, scores, payments and contacts"),
            ["code"] = Concept("urn:predictor:fhir:assessment", "dropout-risk", "Risk of leaving treatment"),
            ["subject"] = Reference(reading.Patient!),
            ["occurrenceDateTime"] = UtcInstant.Text(score.AsOf.UtcTicks),
            ["performer"] = Reference($"#{ModelId}"),
        };
        if (reading.Basis.Count > 0) assessment["basis"] = new JsonArray([.. reading.Basis.Select(Reference)]);
        if (isScored) assessment["prediction"] = new JsonArray(Prediction(score, calendar));
        if (MitigationOf(score) is { } mitigation) assessment["mitigation"] = mitigation;
        assessment["note"] = new JsonArray([.. score.Notes.Append(Caution).Select(n => new JsonObject { ["text"] = n })]);
        return assessment;
    }

    private static JsonObject Prediction(RiskScore score, ClinicCalendar calendar)
    {
        var prediction = new JsonObject
        {
            ["outcome"] = Concept("urn:predictor:fhir:outcome", "dropout", "Has left treatment, or leaves by the end of the period"),
            // FHIR R4 counts in percent here, from 0 to 100.
            ["probabilityDecimal"] = score.Probability!.Value * 100,
            ["qualitativeRisk"] = QualitativeRisk(score.Band!),
            ["whenPeriod"] = new JsonObject { ["start"] = UtcInstant.Text(score.AsOf.UtcTicks), ["end"] = UtcInstant.Text(calendar.AddDays(score.AsOf.UtcTicks, score.HorizonDays)) },
        };
        if (Rationale(score) is { Count: > 0 } rationale) prediction["rationale"] = string.Join("\n", rationale);
        return prediction;
    }

    /// <summary>Why, and how sure: FHIR's own range is one of probabilities in place of one, not around it.</summary>
    private static List<string> Rationale(RiskScore score)
    {
        List<string> lines = [.. (score.Reasons ?? []).Select(r => $"{(r.Effect == "raises" ? "Raises" : "Lowers")} the risk: {r.Text}.")];
        if (score.Interval is [var lower, var upper]) lines.Add(string.Create(CultureInfo.InvariantCulture, $"How uncertain the risk is: {100 * lower:0.#} to {100 * upper:0.#} percent, meant to hold what these records tell of nine times in ten."));
        return lines;
    }

    /// <summary>The band, and the nearest code of FHIR, which has none above high but certain.</summary>
    private static JsonObject QualitativeRisk(string band)
    {
        var code = band == "very-high" ? "high" : band;
        var display = code switch { "low" => "Low likelihood", "moderate" => "Moderate likelihood", _ => "High likelihood" };
        return new JsonObject
        {
            ["coding"] = new JsonArray(
                new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/risk-probability", ["code"] = code, ["display"] = display },
                new JsonObject { ["system"] = "urn:predictor:fhir:band", ["code"] = band }),
            ["text"] = band,
        };
    }

    private static JsonObject Device(ScoredBy model) => new()
    {
        ["resourceType"] = "Device",
        ["id"] = ModelId,
        ["identifier"] = new JsonArray(new JsonObject { ["system"] = "urn:predictor:fhir:model-sha256", ["value"] = model.Sha256 }),
        ["status"] = "active",
        ["deviceName"] = new JsonArray(new JsonObject { ["name"] = model.Name, ["type"] = "model-name" }),
        ["type"] = new JsonObject { ["text"] = "Predictive model" },
        ["version"] = new JsonArray(new JsonObject { ["value"] = model.Version }),
    };

    private static string? MitigationOf(RiskScore score) =>
        score.SuggestedActions is { Count: > 0 } actions ? string.Join("\n", actions.Select(a => $"{a.Title}: {a.Detail}")) : null;

    private static JsonObject Reference(string reference) => new() { ["reference"] = reference };

    private static JsonObject Concept(string system, string code, string text) => new()
    {
        ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }),
        ["text"] = text,
    };
}
