namespace Predictor.Care.Fhir.Configuration;

/// <summary>The mapping that is built in: codes of LOINC, of FHIR's own code systems (R4), and of the project's own.</summary>
internal static class FhirMapDefaults
{
    private const string ActCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode|";
    private const string ParticipationMode = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode|";
    private const string CancellationReason = "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason|";
    private const string CommunicationCategory = "http://terminology.hl7.org/CodeSystem/communication-category|";
    private const string PaymentStatus = "http://terminology.hl7.org/CodeSystem/paymentstatus|";

    public static FhirMap Create()
    {
        var map = new FhirMap { InvoiceDueDays = 30 };
        // Total scores of LOINC. For WAI-SR, SRS, ORS, OQ-45 and CORE-10 LOINC has none: they come under the project's own codes or a clinic's.
        map.Instruments.Add("http://loinc.org|44261-6", new FhirScore("PHQ-9", null));
        map.Instruments.Add("http://loinc.org|70274-6", new FhirScore("GAD-7", null));
        map.Questionnaires.Add("http://loinc.org/q/44249-1", new FhirQuestionnaire(new FhirScore("PHQ-9", null), "/44261-6", []));
        map.Questionnaires.Add("http://loinc.org/q/69737-5", new FhirQuestionnaire(new FhirScore("GAD-7", null), "/70274-6", []));
        foreach (var (name, codes) in FhirNames.Tables)
        {
            // Under the project's own code systems every code of an export means itself.
            map.Codes.Add(name, codes.ToDictionary(c => $"{FhirNames.Own}{Kebab(name)}|{c}", c => c, StringComparer.Ordinal));
        }

        Add(map, FhirNames.CancelledBy, CancellationReason, "client", "pat", "pat-crs", "pat-cpp", "pat-dec", "pat-fb", "pat-lt", "pat-mt", "pat-mv", "pat-preg", "pat-swl", "pat-ucp");
        Add(map, FhirNames.CancelledBy, CancellationReason, "clinic", "prov", "prov-pers", "prov-dch", "prov-edu", "prov-hosp", "prov-labs", "prov-mri", "prov-onc", "maint", "oth-room", "oth-int", "oth-oerr");
        Add(map, FhirNames.Delivery, ActCode, "in_person", "AMB", "HH");
        Add(map, FhirNames.Delivery, ActCode, "video", "VR");
        Add(map, FhirNames.Delivery, ParticipationMode, "in_person", "FACE", "PHYSICAL");
        Add(map, FhirNames.Delivery, ParticipationMode, "video", "VIDEOCONF");
        Add(map, FhirNames.Delivery, ParticipationMode, "phone", "PHONE");
        Add(map, FhirNames.EncounterClasses, ActCode, "session", "AMB", "VR", "HH");
        Add(map, FhirNames.EncounterClasses, ActCode, "other", "EMER", "FLD", "IMP", "SS", "ACUTE", "NONAC", "OBSENC", "PRENC");
        Add(map, FhirNames.Payers, "http://terminology.hl7.org/CodeSystem/coverage-selfpay|", "self_pay", "pay");
        Add(map, FhirNames.Payers, ActCode, "public", "PUBLICPOL", "MANDPOL");
        Add(map, FhirNames.Payers, ActCode, "commercial", "EHCPOL", "HIP", "HMO", "PPO", "POS", "MCPOL", "MENTPOL", "SUBPOL");
        Add(map, FhirNames.Payers, ActCode, "employer", "EAP");
        Add(map, FhirNames.PaymentKinds, PaymentStatus, "payment", "paid", "cleared");
        Add(map, FhirNames.Channels, ParticipationMode, "phone", "PHONE", "VERBAL");
        Add(map, FhirNames.Channels, ParticipationMode, "email", "EMAILWRIT");
        Add(map, FhirNames.Channels, ParticipationMode, "portal", "ONLINEWRIT", "ELECTRONIC");
        Add(map, FhirNames.Channels, ParticipationMode, "letter", "MAILWRIT", "WRITTEN", "HANDWRIT", "TYPEWRIT", "FAXWRIT");
        Add(map, FhirNames.Channels, ParticipationMode, "video", "VIDEOCONF");
        Add(map, FhirNames.Channels, ParticipationMode, "in_person", "FACE", "PHYSICAL");
        Add(map, FhirNames.Purposes, CommunicationCategory, "reminder", "reminder");
        Add(map, FhirNames.Purposes, CommunicationCategory, "other", "alert", "notification", "instruction");
        foreach (var name in FhirNames.Extensions) map.Extensions.Add(name, $"{FhirNames.Own}{Kebab(name)}");
        map.LastUpdatedTells.UnionWith([FhirNames.Cancelled, FhirNames.Balanced]);
        return map;
    }

    /// <summary><c>cancelledBy</c> becomes <c>cancelled-by</c>.</summary>
    public static string Kebab(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static void Add(FhirMap map, string table, string system, string meaning, params ReadOnlySpan<string> codes)
    {
        foreach (var code in codes) map.Codes[table].Add(system + code, meaning);
    }
}
