using System.Text;
using System.Text.Json;
using Predictor.Care.Fhir.Configuration;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Reading.Fields;
using Predictor.Care.Time;

namespace Predictor.Care.Fhir.Mapping;

/// <summary>What all mapping of one call shares: the table, the clinic's days, the time up to which anything counts, and the list of issues.</summary>
/// <param name="map">The table.</param>
/// <param name="calendar">The clinic's zone.</param>
/// <param name="until">UTC ticks: what became known later must not tell anything.</param>
/// <param name="issues">Where issues go.</param>
internal sealed class FhirContext(FhirMap map, ClinicCalendar calendar, long until, FhirIssues issues)
{
    private static readonly string[] ValueNames = ["valueCode", "valueDateTime", "valueInstant", "valueDate", "valueString", "valueDecimal", "valueInteger", "valuePositiveInt", "valueUnsignedInt", "valueBoolean"];

    private readonly MomentParser _moments = new(calendar);

    public FhirMap Map => map;

    public ClinicCalendar Calendar => calendar;

    public long Until => until;

    public FhirIssues Issues => issues;

    /// <summary>A time as FHIR writes it; null where there is none or only a part of a date.</summary>
    public Moment? Moment(string? text)
    {
        if (text is null || text.Length > 64) return null;
        Span<byte> utf8 = stackalloc byte[256];
        return _moments.Parse(utf8[..Encoding.UTF8.GetBytes(text, utf8)], out var moment) == MomentFault.None ? moment : null;
    }

    /// <summary>True for a time that lies after the one up to which anything counts.</summary>
    public bool IsLater(string? text) => Moment(text) is { } moment && moment.Ticks > until;

    /// <summary>The later of two times by when they are known; the other where one is missing.</summary>
    public string? Later(string? one, string? other) => Moment(other) is { } b && !(Moment(one) is { } a && a >= b) ? other : one ?? other;

    /// <summary>True where FHIR allows to read the resource without knowing everything in it.</summary>
    public bool MayRead(FhirResource resource)
    {
        var element = resource.Element.Find("modifierExtension") is not null ? "modifierExtension" : resource.Element.Find("implicitRules") is not null ? "implicitRules" : null;
        if (element is null) return true;
        issues.Warning(resource, "not-supported", element, "The element may change the meaning of the whole resource and is not known here, so the resource is left out.");
        return false;
    }

    /// <summary>What a table makes of a CodeableConcept or Coding; null where it knows none of its codes.</summary>
    public string? Code(string table, JsonElement? concept)
    {
        if (concept is not { ValueKind: JsonValueKind.Object } element) return null;
        var codes = map.Codes[table];
        if (element.Find("coding") is null) return codes.GetValueOrDefault(KeyOf(element));
        foreach (var coding in element.List("coding"))
        {
            if (codes.TryGetValue(KeyOf(coding), out var meaning)) return meaning;
        }

        return null;
    }

    /// <summary>What a table makes of the first CodeableConcept of a list that it knows.</summary>
    public string? Code(string table, IEnumerable<JsonElement> concepts)
    {
        foreach (var concept in concepts)
        {
            if (Code(table, concept) is { } meaning) return meaning;
        }

        return null;
    }

    /// <summary>The instrument and scale of a CodeableConcept; null where the table knows none of its codes.</summary>
    public FhirScore? Instrument(JsonElement? concept)
    {
        if (concept is not { } element) return null;
        foreach (var coding in element.List("coding"))
        {
            if (map.Instruments.TryGetValue(KeyOf(coding), out var score)) return score;
            if (coding.Text("system") == FhirNames.OwnInstruments && coding.Text("code") is { } code) return ScoreOf(code);
        }

        return null;
    }

    /// <summary>How a questionnaire is scored, by its canonical URL; null where the table does not know it.</summary>
    public FhirQuestionnaire? Questionnaire(string? canonical)
    {
        if (canonical is null) return null;
        var version = canonical.IndexOf('|', StringComparison.Ordinal);
        var url = version < 0 ? canonical : canonical[..version];
        if (map.Questionnaires.TryGetValue(url, out var known)) return known;
        return url.Length > FhirNames.OwnQuestionnaires.Length && url.StartsWith(FhirNames.OwnQuestionnaires, StringComparison.Ordinal)
            ? new FhirQuestionnaire(ScoreOf(url[FhirNames.OwnQuestionnaires.Length..]), FhirNames.OwnTotal, [])
            : null;
    }

    /// <summary>The text, number or truth value of an extension of a resource; null where it has none.</summary>
    public string? Extension(FhirResource resource, string name) => map.Extensions.TryGetValue(name, out var url) ? ValueOf(FindExtension(resource, url)) : null;

    /// <summary>The code of an extension: itself where it is a plain code, what a table makes of it where it is a coding.</summary>
    public string? Extension(FhirResource resource, string name, string table)
    {
        if (!map.Extensions.TryGetValue(name, out var url) || FindExtension(resource, url) is not { } extension) return null;
        return ValueOf(extension) ?? Code(table, extension.Member("valueCodeableConcept") ?? extension.Member("valueCoding"));
    }

    /// <summary>The key of a reference in an extension.</summary>
    public string? ReferenceExtension(FhirResource resource, string name) =>
        map.Extensions.TryGetValue(name, out var url) && FindExtension(resource, url)?.Member("valueReference") is { } reference ? FhirReference.KeyOf(reference.Text("reference")) : null;

    /// <summary>The covariates that the extensions of a resource tell.</summary>
    public IEnumerable<(string Name, string Value)> Covariates(FhirResource resource)
    {
        foreach (var extension in resource.Element.List("extension"))
        {
            if (extension.Text("url") is not { } url || ValueOf(extension) is not { } value) continue;
            if (url.StartsWith(FhirNames.OwnCovariates, StringComparison.Ordinal) && url.Length > FhirNames.OwnCovariates.Length) yield return ($"x_{url[FhirNames.OwnCovariates.Length..]}", value);
            foreach (var (name, own) in map.Covariates)
            {
                if (own == url) yield return (name, value);
            }
        }
    }

    /// <summary>The value of an extension that is a text, a number or a truth value.</summary>
    public static string? ValueOf(JsonElement? extension)
    {
        if (extension is not { ValueKind: JsonValueKind.Object } element) return null;
        foreach (var name in ValueNames)
        {
            if (element.Find(name) is not { } value) continue;
            return value.ValueKind switch
            {
                JsonValueKind.String => value.Text(),
                JsonValueKind.Number => value.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => null,
            };
        }

        return null;
    }

    private static JsonElement? FindExtension(FhirResource resource, string url)
    {
        foreach (var extension in resource.Element.List("extension"))
        {
            if (extension.Text("url") == url) return extension;
        }

        return null;
    }

    private static string KeyOf(JsonElement coding) => $"{coding.Text("system")}|{coding.Text("code")}";

    private static FhirScore ScoreOf(string code) =>
        code.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? new FhirScore(code[..slash], code[(slash + 1)..]) : new FhirScore(code, null);
}
