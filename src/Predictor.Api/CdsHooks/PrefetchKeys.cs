using Predictor.Care.Fhir;

namespace Predictor.Api.CdsHooks;

/// <summary>What an EHR is asked to send along: queries by their keys.</summary>
internal sealed class PrefetchKeys
{
    public const string PatientToken = "{{context.patientId}}";

    public const string Patient = "patient";

    private static readonly string[] Essential = [Patient, "episodes", "appointments"];

    /// <summary>
    /// Reads and searches by patient alone, which every EHR that answers prefetch has. PaymentNotice cannot be searched by patient in R4, so that an EHR that has such
    /// notices needs a template of its own.
    /// </summary>
    private static readonly Dictionary<string, string> BuiltIn = new(StringComparer.Ordinal)
    {
        [Patient] = $"Patient/{PatientToken}",
        ["episodes"] = $"EpisodeOfCare?patient={PatientToken}",
        ["carePlans"] = $"CarePlan?patient={PatientToken}",
        ["appointments"] = $"Appointment?patient={PatientToken}",
        ["encounters"] = $"Encounter?patient={PatientToken}",
        ["observations"] = $"Observation?patient={PatientToken}&category=survey",
        ["questionnaireResponses"] = $"QuestionnaireResponse?patient={PatientToken}",
        ["coverages"] = $"Coverage?patient={PatientToken}",
        ["invoices"] = $"Invoice?patient={PatientToken}",
        ["communications"] = $"Communication?patient={PatientToken}",
    };

    private PrefetchKeys(IReadOnlyDictionary<string, string> templates) => Templates = templates;

    /// <summary>The queries, relative to the FHIR server, by their keys.</summary>
    public IReadOnlyDictionary<string, string> Templates { get; }

    /// <summary>True for what nobody can be scored without. What is missing of the rest counts as not recorded.</summary>
    public static bool IsEssential(string key) => Essential.Contains(key);

    /// <summary>The built-in queries, changed as the configuration says.</summary>
    public static PrefetchKeys Of(CdsOptions options)
    {
        var templates = new SortedDictionary<string, string>(BuiltIn, StringComparer.Ordinal);
        foreach (var (key, template) in options.Prefetch)
        {
            if (template.Length == 0) templates.Remove(key);
            else templates[key] = template;
        }

        return new PrefetchKeys(templates);
    }

    /// <summary>The type of resources that a query asks for.</summary>
    public static string TypeOf(string template) => template[..template.IndexOfAny(['/', '?'])];

    /// <summary>The kind of records that a query asks for.</summary>
    public static RecordedKinds KindOf(string template) => TypeOf(template) switch
    {
        "Observation" or "QuestionnaireResponse" => RecordedKinds.Measures,
        "Invoice" or "PaymentNotice" => RecordedKinds.Payments,
        "Communication" => RecordedKinds.Contacts,
        _ => RecordedKinds.None,
    };

    /// <summary>The query for a patient.</summary>
    /// <param name="template">The template.</param>
    /// <param name="patientId">An id that was checked: letters, digits, hyphens and points.</param>
    public static string Resolve(string template, string patientId) => template.Replace(PatientToken, patientId, StringComparison.Ordinal);
}
