using System.Text.RegularExpressions;
using Predictor.Api.Models;
using Predictor.Api.Security.Outgoing;

namespace Predictor.Api.CdsHooks;

/// <summary>How EHRs are advised: section <c>CdsHooks</c>.</summary>
internal sealed partial class CdsOptions
{
    public const string Section = "CdsHooks";

    /// <summary>The bands of a score, the lowest first.</summary>
    private static readonly string[] Bands = ["low", "moderate", "high", "very-high"];

    /// <summary>How much a card weighs, the least first.</summary>
    private static readonly string[] Weights = ["info", "warning", "critical"];

    private static readonly Dictionary<string, string> OwnIndicators = new(StringComparer.Ordinal) { ["low"] = "info", ["moderate"] = "info", ["high"] = "warning", ["very-high"] = "critical" };

    /// <summary>The lowest band that is worth a card.</summary>
    public string LeastBand { get; set; } = "high";

    /// <summary>The <c>indicator</c> of the cards of a band, in place of the built-in one: some EHRs interrupt for <c>critical</c>.</summary>
    public Dictionary<string, string> Indicators { get; set; } = [];

    /// <summary>The model that judges, such as <c>demo@1.0.0</c>, or its name alone for the version that serves; none for the default of all. A call of CDS Hooks names none itself.</summary>
    public string? Model { get; set; }

    /// <summary>Where the worklist is, for a link on every card; none where there is no worklist.</summary>
    public string? WorklistUrl { get; set; }

    /// <summary>From how many days ahead on a booking is said to be far off.</summary>
    public double FarDays { get; set; } = 14;

    /// <summary>How long all that has to be fetched from an EHR may take together, in milliseconds.</summary>
    public double FetchMilliseconds { get; set; } = 2000;

    /// <summary>The most pages of one list that are fetched.</summary>
    public int FetchPages { get; set; } = 10;

    /// <summary>The file that feedback is kept in; a relative path begins at the working directory.</summary>
    public string FeedbackFile { get; set; } = "cds-feedback.ndjson";

    /// <summary>Templates of prefetch that replace built-in ones of the same key or add to them; an empty one removes.</summary>
    public Dictionary<string, string> Prefetch { get; set; } = [];

    /// <summary>What is known of EHRs' FHIR servers, by a name of the operator's choice. Others can be read only by their origin (<c>Security:OutgoingOrigins</c>) and a token of the call.</summary>
    public Dictionary<string, CdsFhirServerOptions> FhirServers { get; set; } = [];

    /// <summary>True where a band is worth a card.</summary>
    public bool IsWorthACard(string band) => Array.IndexOf(Bands, band) >= Array.IndexOf(Bands, LeastBand);

    /// <summary>How much the card of a band weighs.</summary>
    public string IndicatorOf(string band) => Indicators.TryGetValue(band, out var indicator) ? indicator : OwnIndicators[band];

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Bands.Contains(LeastBand)) yield return $"{Section}:{nameof(LeastBand)} is '{LeastBand}'; expected one of {string.Join(", ", Bands)}.";
        if (ModelDemand.Problem($"{Section}:{nameof(Model)}", Model) is { } wrong) yield return wrong;
        foreach (var (band, indicator) in Indicators)
        {
            if (!Bands.Contains(band)) yield return $"{Section}:{nameof(Indicators)} has the band '{band}'; expected one of {string.Join(", ", Bands)}.";
            if (!Weights.Contains(indicator)) yield return $"{Section}:{nameof(Indicators)}:{band} is '{indicator}'; expected one of {string.Join(", ", Weights)}.";
        }

        // A higher risk that weighs less would be read the wrong way round.
        for (var i = 1; i < Bands.Length && Indicators.All(n => Bands.Contains(n.Key) && Weights.Contains(n.Value)); i++)
        {
            if (Array.IndexOf(Weights, IndicatorOf(Bands[i])) < Array.IndexOf(Weights, IndicatorOf(Bands[i - 1]))) yield return $"{Section}:{nameof(Indicators)} gives {Bands[i]} a lesser indicator than {Bands[i - 1]}; expected none lower than that of the band below.";
        }

        if (WorklistUrl is not null && !(Uri.TryCreate(WorklistUrl, UriKind.Absolute, out var url) && Origin.IsSafe(url, isPlainLoopbackAllowed: true))) yield return $"{Section}:{nameof(WorklistUrl)} is '{WorklistUrl}'; expected an https address, or no value.";
        if (!(FarDays is >= 1 and <= 365)) yield return $"{Section}:{nameof(FarDays)} is {FarDays}; expected 1 to 365 days.";
        if (!(FetchMilliseconds is >= 10 and <= 10_000)) yield return $"{Section}:{nameof(FetchMilliseconds)} is {FetchMilliseconds}; expected 10 to 10000 milliseconds.";
        if (FetchPages is < 1 or > 100) yield return $"{Section}:{nameof(FetchPages)} is {FetchPages}; expected 1 to 100 pages.";
        if (string.IsNullOrWhiteSpace(FeedbackFile)) yield return $"{Section}:{nameof(FeedbackFile)} is empty; expected a file for feedback.";
        foreach (var (key, template) in Prefetch)
        {
            if (!Key().IsMatch(key)) yield return $"{Section}:{nameof(Prefetch)} has the key '{key}'; expected up to 64 letters, a lower-case one first.";
            if (template.Length == 0 && PrefetchKeys.IsEssential(key)) yield return $"{Section}:{nameof(Prefetch)}:{key} is empty; nobody can be scored without it.";
            if (template.Length > 0 && !Template().IsMatch(template)) yield return $"{Section}:{nameof(Prefetch)}:{key} is '{template}'; expected a query such as Appointment?patient={PrefetchKeys.PatientToken}.";
        }

        foreach (var (name, server) in FhirServers)
        {
            foreach (var problem in server.Problems($"{Section}:{nameof(FhirServers)}:{name}")) yield return problem;
        }
    }

    [GeneratedRegex("^[a-z][A-Za-z]{0,63}$")]
    private static partial Regex Key();

    /// <summary>A read or a search, relative to the server's address, that names the patient by the token and nothing else by another.</summary>
    [GeneratedRegex(@"^[A-Z][A-Za-z]+(/\{\{context\.patientId\}\}|\?[A-Za-z0-9_.:&=,|/$%-]*\{\{context\.patientId\}\}[A-Za-z0-9_.:&=,|/$%-]*)$")]
    private static partial Regex Template();
}

/// <summary>What is known of one FHIR server.</summary>
internal sealed class CdsFhirServerOptions
{
    /// <summary>Its address as calls name it in <c>fhirServer</c>.</summary>
    public string Url { get; set; } = "";

    /// <summary>The client id of the service there: what a token's <c>subject</c> has to be. None where it is not checked.</summary>
    public string? Subject { get; set; }

    /// <summary>The server of section <c>Smart</c> whose token is used where a call brings none; none where such calls are not answered from the server.</summary>
    public string? SmartServer { get; set; }

    /// <summary>The callers for whom that token is used, such as <c>cds:north</c>: others must not read an EHR through the service.</summary>
    public string[] Callers { get; set; } = [];

    public IEnumerable<string> Problems(string section)
    {
        if (!FhirServerAddress.TryParse(Url, out _)) yield return $"{section}:{nameof(Url)} is '{Url}'; expected the address of a FHIR server, such as https://ehr.example/fhir.";
        if (Subject is not null && string.IsNullOrWhiteSpace(Subject)) yield return $"{section}:{nameof(Subject)} is empty; expected the client id of the service at that server, or no value.";
        if (SmartServer is not null && Callers.Length == 0) yield return $"{section}:{nameof(Callers)} is empty; expected the callers for whom the service signs in itself, such as cds:north.";
        if (SmartServer is null && Callers.Length > 0) yield return $"{section}:{nameof(Callers)} is given without {nameof(SmartServer)}; expected both or neither.";
    }
}
