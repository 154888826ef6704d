using System.Globalization;
using System.Text.Json;
using Predictor.Care.Fhir.Configuration;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Fhir.Mapping;

/// <summary>Scores from Observation and QuestionnaireResponse.</summary>
internal sealed class MeasureMapping(FhirContext context, PatientReferences patients)
{
    private const string OrdinalValue = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

    public IEnumerable<FhirRow> Map(IReadOnlyList<FhirResource> resources)
    {
        foreach (var resource in resources)
        {
            if (resource.Type == FhirTypes.Observation)
            {
                foreach (var row in OfObservation(resource)) yield return row;
            }
            else if (resource.Type == FhirTypes.QuestionnaireResponse && OfResponse(resource) is { } row)
            {
                yield return row;
            }
        }
    }

    private List<FhirRow> OfObservation(FhirResource resource)
    {
        if (resource.Text("status") is not ("final" or "amended" or "corrected"))
        {
            context.Issues.Information(resource, "informational", "status", "The observation is not final; it is left out.");
            return [];
        }

        var rows = new List<FhirRow>();
        var isKnown = TryAdd(rows, resource, resource.Element, "value");
        foreach (var component in resource.Element.List("component")) isKnown |= TryAdd(rows, resource, component, "component");
        if (!isKnown) context.Issues.Information(resource, "not-found", "code", "The code is not in the mapping.");
        return rows;
    }

    /// <returns>True where the code is in the table.</returns>
    private bool TryAdd(List<FhirRow> rows, FhirResource resource, JsonElement part, string element)
    {
        if (context.Instrument(part.Member("code")) is not { } score) return false;
        var value = part.Member("valueQuantity")?.Number("value") ?? part.Number("valueInteger");
        if (value is null)
        {
            // An instrument may be told by its parts alone.
            if (element != "value" || part.Find("component") is null) context.Issues.Warning(resource, "required", element, "There is no number; expected valueQuantity or valueInteger.");
            return true;
        }

        var effective = resource.Text("effectiveDateTime") ?? resource.Text("effectiveInstant") ?? resource.Element.Member("effectivePeriod")?.Text("end") ?? resource.Element.Member("effectivePeriod")?.Text("start");
        rows.Add(Row(resource, score, value, element, context.Later(effective, resource.Text("issued")), "effective", resource.Element.List("performer")));
        return true;
    }

    private FhirRow? OfResponse(FhirResource resource)
    {
        if (resource.Text("status") is not ("completed" or "amended"))
        {
            context.Issues.Information(resource, "informational", "status", "The questionnaire is not completed; it is left out.");
            return null;
        }

        if (context.Questionnaire(resource.Text("questionnaire")) is not { } questionnaire)
        {
            context.Issues.Information(resource, "not-found", "questionnaire", "The questionnaire is not in the mapping.");
            return null;
        }

        var value = questionnaire.Item is { } item ? ValueOf(resource.Element, item, 0) : SumOf(resource, questionnaire.Sum);
        if (value is null)
        {
            context.Issues.Warning(resource, "required", "item", questionnaire.Item is null ? "Not all items of the score are answered with a number." : "The item of the score is not answered with a number.");
            return null;
        }

        return Row(resource, questionnaire.Score, value, "item", resource.Text("authored"), "authored", resource.Element.Member("source") is { } source ? [source] : []);
    }

    private FhirRow Row(FhirResource resource, FhirScore score, string value, string element, string? takenAt, string timeElement, IEnumerable<JsonElement> raters)
    {
        var row = new FhirRow(MeasureColumns.Schema, resource);
        row.Set(MeasureColumns.TakenAt, takenAt, timeElement);
        row.Set(MeasureColumns.Instrument, score.Instrument, "code");
        row.Set(MeasureColumns.Scale, score.Scale ?? "total", "code");
        row.Set(MeasureColumns.Rater, context.Extension(resource, "rater") ?? RaterOf(resource, raters), "performer");
        row.Set(MeasureColumns.Score, value, element);
        return row;
    }

    private string? RaterOf(FhirResource resource, IEnumerable<JsonElement> references)
    {
        foreach (var reference in references)
        {
            if (FhirReference.KeyOf(reference.Text("reference")) is { } key)
            {
                var type = FhirReference.TypeOf(patients.Canonical(key));
                if (type is "Practitioner" or "PractitionerRole") return "therapist";
                if (type is "RelatedPerson") return "relative";
            }

            if (patients.Resolve(resource, reference) is not null) return "client";
        }

        return null;
    }

    private static string? SumOf(FhirResource resource, IReadOnlyList<string> items)
    {
        var sum = 0m;
        foreach (var item in items)
        {
            if (ValueOf(resource.Element, item, 0) is not { } text || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || Math.Abs(value) > 1_000_000) return null;
            sum += value;
        }

        return sum.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The number that an item is answered with, at any depth; a coded answer counts by its ordinal value.</summary>
    private static string? ValueOf(JsonElement parent, string linkId, int depth)
    {
        foreach (var item in parent.List("item"))
        {
            if (item.Text("linkId") == linkId)
            {
                foreach (var answer in item.List("answer"))
                {
                    if ((answer.Number("valueDecimal") ?? answer.Number("valueInteger") ?? answer.Member("valueQuantity")?.Number("value") ?? OrdinalOf(answer)) is { } value) return value;
                }

                return null;
            }

            // JSON is read to a depth of 64 only, so this ends; the count is for whoever hands over more.
            if (depth < 32 && ValueOf(item, linkId, depth + 1) is { } nested) return nested;
        }

        return null;
    }

    private static string? OrdinalOf(JsonElement answer)
    {
        foreach (var extension in (answer.Member("valueCoding") ?? answer).List("extension"))
        {
            if (extension.Text("url") == OrdinalValue) return extension.Number("valueDecimal");
        }

        return null;
    }
}
