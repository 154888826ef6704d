namespace Predictor.Care.Fhir.Configuration;

/// <summary>What a score is of.</summary>
/// <param name="Instrument">The name, such as <c>PHQ-9</c>.</param>
/// <param name="Scale">The part; null means the total.</param>
internal sealed record FhirScore(string Instrument, string? Scale);

/// <summary>How a questionnaire is scored: by the item that holds the score, or by the sum of items.</summary>
/// <param name="Score">What the score is of.</param>
/// <param name="Item">The <c>linkId</c> of the item that holds the score; null where items are added up.</param>
/// <param name="Sum">The <c>linkId</c>s of the items to add up, all of which have to be answered; empty where one holds the score.</param>
internal sealed record FhirQuestionnaire(FhirScore Score, string? Item, IReadOnlyList<string> Sum);

/// <summary>
/// The table by which FHIR resources become records of an export: which code means which instrument, kind or reason, and under which extension stands
/// what R4 has no element for. Built in are the codes of FHIR's own code systems and the project's own; a file adds to them (see
/// <see cref="FhirMapReader"/>).
/// </summary>
public sealed class FhirMap
{
    internal FhirMap()
    {
    }

    /// <summary>The table without a file.</summary>
    public static FhirMap Default { get; } = FhirMapDefaults.Create();

    internal Dictionary<string, FhirScore> Instruments { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, FhirQuestionnaire> Questionnaires { get; } = new(StringComparer.Ordinal);

    /// <summary>The tables of codes by name; each from <c>system|code</c> to a code of the export.</summary>
    internal Dictionary<string, Dictionary<string, string>> Codes { get; } = new(StringComparer.Ordinal);

    /// <summary>The URLs of extensions by what they tell.</summary>
    internal Dictionary<string, string> Extensions { get; } = new(StringComparer.Ordinal);

    /// <summary>The URLs of extensions of covariates by the name of the covariate.</summary>
    internal Dictionary<string, string> Covariates { get; } = new(StringComparer.Ordinal);

    /// <summary>What <c>meta.lastUpdated</c> may tell the time of, where nothing else does.</summary>
    internal HashSet<string> LastUpdatedTells { get; } = new(StringComparer.Ordinal);

    /// <summary>Days from an invoice to the day it falls due, where it does not say; null where that is not known.</summary>
    internal int? InvoiceDueDays { get; set; }

    internal FhirMap Copy()
    {
        var copy = new FhirMap { InvoiceDueDays = InvoiceDueDays };
        foreach (var (key, value) in Instruments) copy.Instruments.Add(key, value);
        foreach (var (key, value) in Questionnaires) copy.Questionnaires.Add(key, value);
        foreach (var (key, value) in Codes) copy.Codes.Add(key, new Dictionary<string, string>(value, StringComparer.Ordinal));
        foreach (var (key, value) in Extensions) copy.Extensions.Add(key, value);
        foreach (var (key, value) in Covariates) copy.Covariates.Add(key, value);
        copy.LastUpdatedTells.UnionWith(LastUpdatedTells);
        return copy;
    }
}
