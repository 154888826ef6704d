using System.Globalization;
using System.Text.Json.Nodes;
using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.Testing;

/// <summary>
/// Writes episodes as FHIR R4 resources, as an EHR would hold them: the other direction of what is under test, written from the documentation of the mapping
/// and sharing nothing with it.
/// </summary>
public sealed class FhirWriter(ClinicCalendar calendar)
{
    private const string Own = "urn:predictor:fhir:";

    /// <summary>The resources of one client, whose episodes these are.</summary>
    public IReadOnlyList<JsonObject> Write(params IReadOnlyList<Episode> episodes)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        var resources = new List<JsonObject>();
        var client = episodes[0].ClientId;
        var born = BirthDate(episodes[0]);
        var patient = Resource("Patient", client);
        if (born is { } day) patient["birthDate"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        resources.Add(patient);
        // A draft that tells nothing, to which payments without a charge refer.
        var invoice = $"Invoice/draft-{client}";
        if (episodes.Any(e => e.Payments is { Count: > 0 })) resources.Add(With(Resource("Invoice", $"draft-{client}"), ("status", "draft"), ("subject", Reference($"Patient/{client}"))));
        foreach (var episode in episodes)
        {
            resources.Add(EpisodeOfCare(episode, born));
            if (episodes.Count == 1 && Coverage(episode) is { } coverage) resources.Add(coverage);
            resources.AddRange(episode.Appointments.Select(a => Appointment(episode, a)));
            resources.AddRange((episode.Measures ?? []).Select((m, i) => Observation(episode, m, i)));
            foreach (var (payment, i) in (episode.Payments ?? []).Select((p, i) => (p, i)))
            {
                var isCharge = payment.Kind is PaymentKind.Charge or PaymentKind.FeeMissedSession;
                resources.Add(isCharge ? Invoice(episode, payment, i) : PaymentNotice(episode, payment, i, invoice));
                if (isCharge) invoice = $"Invoice/{episode.EpisodeId}-{i}";
            }

            resources.AddRange((episode.Contacts ?? []).Select((c, i) => Communication(episode, c, i)));
        }

        return resources;
    }

    /// <summary>Resources as a Bundle.</summary>
    public static JsonObject Bundle(IEnumerable<JsonObject> resources) => new()
    {
        ["resourceType"] = "Bundle",
        ["type"] = "collection",
        ["entry"] = new JsonArray([.. resources.Select(r => new JsonObject { ["resource"] = r.DeepClone() })]),
    };

    private JsonObject EpisodeOfCare(Episode episode, DateOnly? born)
    {
        var isSingle = born is not null && AgeAt(born.Value, calendar.DayOf(episode.StartedOn)) == episode.AgeAtStart;
        var resource = With(
            Resource("EpisodeOfCare", episode.EpisodeId),
            ("status", episode.End is null ? "active" : "finished"),
            ("patient", Reference($"Patient/{episode.ClientId}")),
            ("period", Period(episode.StartedOn, episode.End?.EndedOn)),
            ("managingOrganization", episode.ClinicId is { } clinic ? Reference($"Organization/{clinic}") : null),
            ("careManager", episode.TherapistId is { } therapist ? Reference($"https://ehr.example/fhir/Practitioner/{therapist}") : null));
        if (episode.End?.RecordedAt is { } recorded) resource["statusHistory"] = new JsonArray(new JsonObject { ["status"] = "finished", ["period"] = new JsonObject { ["start"] = Text(recorded) } });
        Extend(resource, "referred-on", "valueDateTime", Text(episode.ReferredOn));
        Extend(resource, "end-reason", "valueCode", Snake(episode.End?.Reason));
        Extend(resource, "treatment", "valueString", episode.Treatment);
        Extend(resource, "format", "valueCode", Snake(episode.Format));
        Extend(resource, "distance-km", "valueDecimal", episode.DistanceKm);
        if (!isSingle) Extend(resource, "age-at-start", "valueDecimal", episode.AgeAtStart);
        Extend(resource, "prior-episodes", "valueInteger", episode.PriorEpisodes);
        Extend(resource, "prior-dropouts", "valueInteger", episode.PriorDropouts);
        Extend(resource, "payer", "valueCode", Snake(episode.Payer));
        Extend(resource, "copay", "valueDecimal", episode.Copay);
        foreach (var (name, value) in episode.Covariates) Extend(resource, "x:" + name[2..], "valueString", value);
        return resource;
    }

    private JsonObject? Coverage(Episode episode) => episode.Payer is not { } payer ? null : With(
        Resource("Coverage", $"coverage-{episode.EpisodeId}"),
        ("status", "active"),
        ("beneficiary", Reference($"Patient/{episode.ClientId}")),
        ("payor", new JsonArray(Reference("Organization/insurer"))),
        ("period", Period(episode.StartedOn, null)),
        ("type", payer switch
        {
            Payer.SelfPay => Concept("http://terminology.hl7.org/CodeSystem/coverage-selfpay", "pay"),
            Payer.Public => Concept("http://terminology.hl7.org/CodeSystem/v3-ActCode", "PUBLICPOL"),
            Payer.Employer => Concept("http://terminology.hl7.org/CodeSystem/v3-ActCode", "EAP"),
            _ => Concept("http://terminology.hl7.org/CodeSystem/v3-ActCode", "HIP"),
        }));

    private JsonObject Appointment(Episode episode, Appointment appointment)
    {
        var participants = new JsonArray(Participant($"Patient/{episode.ClientId}"));
        if (appointment.TherapistId is { } therapist) participants.Add(Participant($"Practitioner/{therapist}"));
        var resource = With(
            Resource("Appointment", appointment.AppointmentId),
            ("status", appointment.Status switch
            {
                AppointmentStatus.Fulfilled => "fulfilled",
                AppointmentStatus.NoShow => "noshow",
                AppointmentStatus.Cancelled => "cancelled",
                AppointmentStatus.Booked => "booked",
                AppointmentStatus.NotABooking => "waitlist",
                _ => "entered-in-error",
            }),
            ("start", Text(appointment.StartsAt)),
            ("created", Text(appointment.BookedAt)),
            ("minutesDuration", appointment.DurationMinutes),
            ("participant", participants),
            ("cancelationReason", appointment.CancelledBy is { } by ? Concept("http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason", by == CancelledBy.Client ? "pat-cpp" : "prov-pers") : null),
            ("appointmentType", appointment.Delivery is { } delivery ? Concept(Own + "delivery", Snake(delivery)!) : null));
        Extend(resource, "status-at", "valueDateTime", Text(appointment.StatusAt));
        Extend(resource, "reminder-sent-at", "valueDateTime", Text(appointment.ReminderSentAt));
        Extend(resource, "confirmed-at", "valueDateTime", Text(appointment.ConfirmedAt));
        return InEpisode(resource, episode);
    }

    private JsonObject Observation(Episode episode, Measure measure, int number)
    {
        var isTotal = measure.Scale is null or "total";
        var code = measure.Instrument switch
        {
            "PHQ-9" when isTotal => Concept("http://loinc.org", "44261-6"),
            "GAD-7" when isTotal => Concept("http://loinc.org", "70274-6"),
            var name => Concept(Own + "instrument", isTotal ? name : $"{name}/{measure.Scale}"),
        };
        var resource = With(
            Resource("Observation", $"{episode.EpisodeId}-{number}"),
            ("status", "final"),
            ("code", code),
            ("subject", Reference($"Patient/{episode.ClientId}")),
            ("effectiveDateTime", Text(measure.TakenAt)),
            ("valueQuantity", new JsonObject { ["value"] = measure.Score }),
            ("performer", measure.Rater switch
            {
                "client" => new JsonArray(Reference($"Patient/{episode.ClientId}")),
                "therapist" => new JsonArray(Reference("Practitioner/rater")),
                _ => null,
            }));
        if (measure.Rater is not (null or "client" or "therapist")) Extend(resource, "rater", "valueString", measure.Rater);
        return InEpisode(resource, episode);
    }

    private JsonObject Invoice(Episode episode, Payment payment, int number)
    {
        var resource = With(
            Resource("Invoice", $"{episode.EpisodeId}-{number}"),
            ("status", "issued"),
            ("subject", Reference($"Patient/{episode.ClientId}")),
            ("date", Text(payment.OccurredAt)),
            ("totalGross", Money(payment.Amount)),
            ("type", payment.Kind == PaymentKind.FeeMissedSession ? Concept(Own + "invoice-kinds", "fee_missed_session") : null));
        Extend(resource, "due-on", "valueDate", Text(payment.DueOn));
        return InEpisode(resource, episode);
    }

    private JsonObject PaymentNotice(Episode episode, Payment payment, int number, string invoice) => InEpisode(
        With(
            Resource("PaymentNotice", $"notice-{episode.EpisodeId}-{number}"),
            ("status", "active"),
            ("created", Text(payment.OccurredAt)),
            ("request", Reference(invoice)),
            ("payment", new JsonObject { ["display"] = "Payment" }),
            ("recipient", Reference("Organization/clinic")),
            ("amount", Money(payment.Amount)),
            ("paymentStatus", payment.Kind == PaymentKind.Payment ? Concept("http://terminology.hl7.org/CodeSystem/paymentstatus", "paid") : Concept(Own + "payment-kinds", Snake(payment.Kind)!))),
        episode);

    private JsonObject Communication(Episode episode, Contact contact, int number)
    {
        var resource = With(
            Resource("Communication", $"{episode.EpisodeId}-{number}"),
            ("status", "completed"),
            ("subject", Reference($"Patient/{episode.ClientId}")),
            ("sent", Text(contact.OccurredAt)),
            ("sender", contact.Direction is null ? null : Reference(contact.Direction == ContactDirection.In ? $"Patient/{episode.ClientId}" : "Practitioner/sender")),
            ("recipient", contact.Direction == ContactDirection.Out ? new JsonArray(Reference($"Patient/{episode.ClientId}")) : null),
            ("category", contact.Purpose is { } purpose ? new JsonArray(Concept(Own + "purposes", Snake(purpose)!)) : null));
        Extend(resource, "channel", "valueString", contact.Channel);
        Extend(resource, "answered-at", "valueDateTime", Text(contact.AnsweredAt));
        return InEpisode(resource, episode);
    }

    private DateOnly? BirthDate(Episode episode) =>
        episode.AgeAtStart is { } age && age == Math.Floor(age) ? calendar.DayOf(episode.StartedOn).AddYears(-(int)age).AddDays(-100) : null;

    private static double AgeAt(DateOnly born, DateOnly day) => day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0);

    private static JsonObject Resource(string type, string id) => new() { ["resourceType"] = type, ["id"] = id };

    private static JsonObject With(JsonObject resource, params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        foreach (var (name, value) in members)
        {
            if (value is not null) resource[name] = value;
        }

        return resource;
    }

    private static JsonObject InEpisode(JsonObject resource, Episode episode)
    {
        Extend(resource, "episode", "valueReference", Reference($"EpisodeOfCare/{episode.EpisodeId}"));
        return resource;
    }

    private static void Extend(JsonObject resource, string name, string type, JsonNode? value)
    {
        if (value is null) return;
        if (resource["extension"] is not JsonArray extensions) resource["extension"] = extensions = [];
        extensions.Add(new JsonObject { ["url"] = Own + name, [type] = value });
    }

    private static JsonObject Participant(string actor) => new() { ["actor"] = Reference(actor), ["status"] = "accepted" };

    private static JsonObject Reference(string reference) => new() { ["reference"] = reference };

    private static JsonObject? Money(double? amount) => amount is { } value ? new JsonObject { ["value"] = value, ["currency"] = "EUR" } : null;

    private static JsonObject Concept(string system, string code) => new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }) };

    private static string? Snake<T>(T? code)
        where T : struct, Enum => code is { } value ? Snake(value) : null;

    private static string Snake<T>(T code)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString());

    private JsonObject Period(Moment start, Moment? end)
    {
        var period = new JsonObject { ["start"] = Text(start) };
        if (end is { } last) period["end"] = Text(last);
        return period;
    }

    private string? Text(Moment? moment) => moment is { } given ? Text(given) : null;

    private string Text(Moment moment) => moment.IsDay
        ? calendar.DayOf(moment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : moment.Known.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
