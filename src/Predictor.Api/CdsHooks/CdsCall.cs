using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Predictor.Care.Fhir;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Time;

namespace Predictor.Api.CdsHooks;

/// <summary>A call of a service, checked: what is in it is of the kind that the specification says. Unknown fields and extensions are passed over.</summary>
internal sealed partial class CdsCall
{
    /// <summary>An extension of the request: the moment at which the client is judged, to try out and to compare; now where it is absent.</summary>
    public const string AsOfExtension = "urn:predictor:cds:as-of";

    private const string Uuid = "a UUID such as d1577c69-dfbe-44ad-ba6d-3e05e953b2ea";

    private CdsCall(string patientId, string userId, string? encounterId, DateTimeOffset? asOf, Uri? fhirServer, CdsAuthorization? authorization, JsonElement? prefetch, IReadOnlyList<ProposedAppointment> appointments) =>
        (PatientId, UserId, EncounterId, AsOf, FhirServer, Authorization, Prefetch, Appointments) = (patientId, userId, encounterId, asOf, fhirServer, authorization, prefetch, appointments);

    /// <summary>The FHIR id of the patient.</summary>
    public string PatientId { get; }

    /// <summary>Who is to be advised, as a reference such as <c>Practitioner/17</c>.</summary>
    public string UserId { get; }

    public string? EncounterId { get; }

    public DateTimeOffset? AsOf { get; }

    /// <summary>Where the EHR has its resources; not checked yet whether the service may connect there.</summary>
    public Uri? FhirServer { get; }

    public CdsAuthorization? Authorization { get; }

    public JsonElement? Prefetch { get; }

    /// <summary>Bookings that are about to be made. They are not known as bookings.</summary>
    public IReadOnlyList<ProposedAppointment> Appointments { get; }

    /// <summary>Reads a call of a service.</summary>
    /// <returns>Null where something is wrong with it, which <paramref name="errors"/> then has.</returns>
    public static CdsCall? Read(JsonElement body, CdsService service, ClinicCalendar calendar, CdsErrors errors)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            errors.WrongType("", "an object");
            return null;
        }

        if (Required(body, "hook", "", errors, service.Hook) is { } hook && hook != service.Hook) errors.Wrong("/hook", "The service is not for this hook.", service.Hook);
        if (Required(body, "hookInstance", "", errors, Uuid) is { } instance && !Guid.TryParseExact(instance, "D", out _)) errors.Wrong("/hookInstance", "The value is no UUID.", Uuid);
        var server = ServerOf(body, errors);
        var authorization = body.Find("fhirAuthorization") is { ValueKind: not JsonValueKind.Null } given ? CdsAuthorization.Read(given, errors) : null;
        if (authorization is not null && body.Find("fhirServer") is not { ValueKind: not JsonValueKind.Null }) errors.Missing("/fhirServer", "the address of the FHIR server that the authorization is for");
        var prefetch = Object(body, "prefetch", errors);
        if (body.Find("context") is not { ValueKind: JsonValueKind.Object } context)
        {
            errors.Missing("/context", "an object with userId and patientId");
            return null;
        }

        var patientId = Required(context, "patientId", "/context", errors, "the FHIR id of the patient");
        if (patientId is not null && !IsId(patientId)) errors.Wrong("/context/patientId", "The value is no FHIR id.", "1 to 64 letters, digits, hyphens and points");
        var userId = Required(context, "userId", "/context", errors, "a reference such as Practitioner/17");
        var encounterId = Optional(context, "encounterId", "/context", errors);
        if (encounterId is not null && !IsId(encounterId)) errors.Wrong("/context/encounterId", "The value is no FHIR id.", "1 to 64 letters, digits, hyphens and points");
        if (authorization?.Patient is { } of && patientId is not null && of != patientId) errors.Wrong("/fhirAuthorization/patient", "The authorization is for another patient.", "the value of context.patientId");
        var appointments = service.TakesAppointments && patientId is not null ? ProposedAppointment.Read(context, patientId, calendar, errors) : [];
        var asOf = AsOfOf(body, calendar, errors);
        return errors.All.Count > 0 ? null : new CdsCall(patientId!, userId!, encounterId, asOf, server, authorization, prefetch, appointments);
    }

    /// <summary>True for an id as FHIR allows them, but none that means something else in a path.</summary>
    public static bool IsId(string text) => Id().IsMatch(text) && text.AsSpan().ContainsAnyExcept('.');

    /// <summary>The text of a required field; null where it has none, which is an error.</summary>
    public static string? Required(JsonElement owner, string name, string place, CdsErrors errors, string expected)
    {
        if (owner.Find(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            errors.Missing($"{place}/{name}", expected);
            return null;
        }

        if (value.Text() is { } text) return text;
        if (value.ValueKind == JsonValueKind.String) errors.Missing($"{place}/{name}", expected);
        else errors.WrongType($"{place}/{name}", expected);
        return null;
    }

    private static string? Optional(JsonElement owner, string name, string place, CdsErrors errors)
    {
        if (owner.Find(name) is not { ValueKind: not JsonValueKind.Null } value) return null;
        if (value.Text() is { } text) return text;
        errors.WrongType($"{place}/{name}", "a text, or no such field");
        return null;
    }

    private static JsonElement? Object(JsonElement body, string name, CdsErrors errors)
    {
        if (body.Find(name) is not { ValueKind: not JsonValueKind.Null } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return value;
        errors.WrongType("/" + name, "an object");
        return null;
    }

    private static Uri? ServerOf(JsonElement body, CdsErrors errors)
    {
        if (Optional(body, "fhirServer", "", errors) is not { } text) return null;
        if (FhirServerAddress.TryParse(text, out var address)) return address;
        errors.Wrong("/fhirServer", "The value is no address of a FHIR server.", "an https address without user, query and fragment");
        return null;
    }

    private static DateTimeOffset? AsOfOf(JsonElement body, ClinicCalendar calendar, CdsErrors errors)
    {
        if (body.Member("extension")?.Find(AsOfExtension) is not { } value) return null;
        if (value.Text() is { } text && FhirTime.TryParse(text, calendar, out var moment)) return moment.Known;
        errors.Wrong("/extension/" + CdsErrors.Token(AsOfExtension), "The value is no day or time.", "a day such as 2026-03-02, or a time with its offset such as 2026-03-02T09:00:00Z");
        return null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9.-]{1,64}\z")]
    private static partial Regex Id();
}

/// <summary>An appointment of the context: about to be booked.</summary>
/// <param name="Key">Its reference, such as <c>Appointment/17</c>, by which it may stand among the EHR's resources as well; null where it has no id.</param>
/// <param name="Start">When it would begin; null where it does not say.</param>
internal sealed record ProposedAppointment(string? Key, Moment? Start)
{
    public static IReadOnlyList<ProposedAppointment> Read(JsonElement context, string patientId, ClinicCalendar calendar, CdsErrors errors)
    {
        const string Pointer = "/context/appointments";
        const string Expected = "a Bundle of the appointments that are about to be booked";
        if (context.Find("appointments") is not { ValueKind: not JsonValueKind.Null } bundle)
        {
            errors.Missing(Pointer, Expected);
            return [];
        }

        if (bundle.Text("resourceType") != "Bundle")
        {
            errors.Wrong(Pointer, "The value is no Bundle.", Expected);
            return [];
        }

        var all = new List<ProposedAppointment>();
        var index = 0;
        foreach (var entry in bundle.List("entry"))
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{Pointer}/entry/{index++}/resource");
            if (entry.Member("resource") is not { } resource || resource.Text("resourceType") != "Appointment")
            {
                errors.Wrong(place, "The resource is no Appointment.", "an Appointment");
                continue;
            }

            var patients = resource.List("participant").Select(p => p.Member("actor")?.Text("reference")).OfType<string>().Where(r => r.Contains("Patient/", StringComparison.Ordinal)).ToList();
            if (patients.Count > 0 && !patients.Any(p => IsOf(p, patientId))) errors.Wrong(place + "/participant", "The appointment is of another patient.", "the patient of context.patientId");
            all.Add(new ProposedAppointment(
                resource.Text("id") is { } id ? "Appointment/" + id : null,
                resource.Text("start") is { } start && FhirTime.TryParse(start, calendar, out var moment) ? moment : null));
        }

        return all;
    }

    private static bool IsOf(string reference, string patientId) =>
        reference == "Patient/" + patientId || reference.EndsWith("/Patient/" + patientId, StringComparison.Ordinal) || reference.Contains($"Patient/{patientId}/_history/", StringComparison.Ordinal);
}
