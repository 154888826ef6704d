using System.Globalization;
using System.Text.Json;
using Predictor.Care.Fhir.Configuration;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Time;

namespace Predictor.Care.Fhir.Mapping;

/// <summary>Appointments from Appointment and, for sessions that have none, from Encounter.</summary>
/// <param name="context">What the mapping shares.</param>
/// <param name="patients">Whom the resources are about.</param>
/// <param name="patient">The key of the patient.</param>
internal sealed class AppointmentMapping(FhirContext context, PatientReferences patients, string patient)
{
    /// <summary>An encounter that starts so near to an appointment is its session, where nothing says which it belongs to.</summary>
    private const long Near = TimeSpan.TicksPerHour;

    private readonly List<Mapped> _appointments = [];
    private readonly Dictionary<string, Mapped> _byKey = new(StringComparer.Ordinal);

    /// <summary>The records, each with the key of the episode that it says it belongs to.</summary>
    public IReadOnlyList<(FhirRow Row, string? Episode)> Map(IReadOnlyList<FhirResource> resources)
    {
        foreach (var appointment in resources.Where(r => r.Type == FhirTypes.Appointment)) Add(appointment);
        foreach (var encounter in resources.Where(r => r.Type == FhirTypes.Encounter)) Join(encounter);
        return [.. _appointments.Select(a => (a.Row, a.Episode))];
    }

    /// <summary>The record of an appointment by the key of the resource; null where there is none.</summary>
    public FhirRow? Find(string key) => _byKey.GetValueOrDefault(key)?.Row;

    private void Add(FhirResource resource)
    {
        var start = resource.Text("start");
        var status = resource.Text("status");
        if (start is null && status is "proposed" or "pending" or "waitlist" or "entered-in-error" or "cancelled")
        {
            context.Issues.Information(resource, "informational", "start", "The appointment has no time and never was a booking; it is left out.");
            return;
        }

        var row = new FhirRow(AppointmentColumns.Schema, resource);
        row.Set(AppointmentColumns.AppointmentId, IdOf(resource), "id");
        row.Set(AppointmentColumns.StartsAt, start, "start");
        row.Set(AppointmentColumns.BookedAt, BookedAt(resource, start), "created");
        row.Set(AppointmentColumns.Status, status, "status");
        row.Set(AppointmentColumns.DurationMinutes, DurationOf(resource), "minutesDuration");
        row.Set(AppointmentColumns.Delivery, context.Extension(resource, "delivery", FhirNames.Delivery) ?? DeliveryOf(resource), "appointmentType");
        row.Set(AppointmentColumns.TherapistId, TherapistOf(resource), "participant");
        row.Set(AppointmentColumns.ReminderSentAt, context.Extension(resource, "reminderSentAt"), "extension");
        row.Set(AppointmentColumns.ConfirmedAt, context.Extension(resource, "confirmedAt"), "extension");
        SetStatusTime(row, start, status);
        var mapped = new Mapped(row, context.ReferenceExtension(resource, "episode") is { } episode ? patients.Canonical(episode) : null, context.Moment(start));
        _appointments.Add(mapped);
        if (resource.Reference is { } key) _byKey.TryAdd(patients.Canonical(key), mapped);
    }

    private void SetStatusTime(FhirRow row, string? start, string? status)
    {
        var resource = row.Resource;
        // A booking has no outcome that could have become known.
        var told = status is "booked" ? null : context.Extension(resource, "statusAt");
        row.Set(AppointmentColumns.StatusAt, told, "extension");
        if (status != "cancelled") return;
        row.Set(AppointmentColumns.CancelledBy, context.Extension(resource, "cancelledBy", FhirNames.CancelledBy) ?? context.Code(FhirNames.CancelledBy, resource.Element.Member("cancelationReason")), "cancelationReason");
        if (told is not null) return;
        // R4 does not say when an appointment was cancelled. It was so when it was last changed, at the latest; and before it would have begun.
        var changed = context.Moment(resource.LastUpdated);
        if (context.Map.LastUpdatedTells.Contains(FhirNames.Cancelled) && changed is { } at && context.Moment(start) is { } begin && at < begin) row.Set(AppointmentColumns.StatusAt, resource.LastUpdated, "meta.lastUpdated");
        else context.Issues.Information(resource, "incomplete", "status", "Nothing says when the appointment was cancelled; it counts as cancelled from its start on, and whether it was late is unknown.");
    }

    private string? BookedAt(FhirResource resource, string? start)
    {
        if (context.Extension(resource, "bookedAt") is { } told) return told;
        if (resource.Text("created") is { } created) return created;
        var changed = context.Moment(resource.LastUpdated);
        return context.Map.LastUpdatedTells.Contains(FhirNames.Booked) && changed is { } at && context.Moment(start) is { } begin && at <= begin ? resource.LastUpdated : null;
    }

    /// <summary>The resource's id; in a group every client has an appointment of their own, and each needs an id.</summary>
    private string IdOf(FhirResource resource) => patients.Of(resource).Count > 1 ? $"{resource.RecordId}~{FhirReference.IdOf(patient)}" : resource.RecordId;

    private string? DeliveryOf(FhirResource resource) =>
        context.Code(FhirNames.Delivery, resource.Element.Member("appointmentType")) ?? context.Code(FhirNames.Delivery, resource.Element.List("serviceType")) ?? context.Code(FhirNames.Delivery, resource.Element.List("serviceCategory"));

    private string? DurationOf(FhirResource resource)
    {
        if (resource.Element.Number("minutesDuration") is { } minutes) return minutes;
        return DurationBetween(resource.Text("start"), resource.Text("end"));
    }

    private string? DurationBetween(string? from, string? to) =>
        context.Moment(from) is { IsDay: false } start && context.Moment(to) is { IsDay: false } end && end > start && end.Ticks - start.Ticks <= TimeSpan.TicksPerDay
            ? ((end.Ticks - start.Ticks) / (double)TimeSpan.TicksPerMinute).ToString(CultureInfo.InvariantCulture)
            : null;

    private string? TherapistOf(FhirResource resource) => TherapistOf(resource.Element.List("participant").Select(p => p.Member("actor")));

    private string? TherapistOf(IEnumerable<JsonElement?> references)
    {
        foreach (var reference in references)
        {
            if (reference is not { } element || FhirReference.KeyOf(element.Text("reference")) is not { } key) continue;
            key = patients.Canonical(key);
            if (FhirReference.TypeOf(key) is "Practitioner" or "PractitionerRole") return FhirReference.IdOf(key);
        }

        return null;
    }

    private void Join(FhirResource encounter)
    {
        var status = encounter.Text("status");
        if (status is null or "entered-in-error" or "unknown")
        {
            context.Issues.Information(encounter, "informational", "status", "Nothing is known of what became of the encounter; it is left out.");
            return;
        }

        var start = encounter.Element.Member("period")?.Text("start");
        if (context.Moment(start) is not { } begin)
        {
            context.Issues.Warning(encounter, "required", "period.start", "The encounter has no start that says the day; it is left out.");
            return;
        }

        if (begin.Ticks > context.Until)
        {
            context.Issues.Information(encounter, "informational", "period.start", "The encounter lies later than the time of the score and is left out.");
            return;
        }

        if (context.Code(FhirNames.EncounterClasses, encounter.Element.Member("class")) == "other")
        {
            context.Issues.Information(encounter, "informational", "class", "Encounters of this class are no sessions.");
            return;
        }

        var isAttended = status is "arrived" or "triaged" or "in-progress" or "onleave" or "finished";
        if (AppointmentOf(encounter, begin) is { } appointment) Tell(appointment, encounter, begin, isAttended);
        else AddSession(encounter, start!, begin, status, isAttended);
    }

    private Mapped? AppointmentOf(FhirResource encounter, Moment begin)
    {
        var names = false;
        foreach (var reference in encounter.Element.List("appointment"))
        {
            if (FhirReference.KeyOf(reference.Text("reference")) is not { } key) continue;
            names = true;
            if (_byKey.TryGetValue(patients.Canonical(key), out var named)) return named;
        }

        if (names) return null;
        Mapped? near = null;
        foreach (var candidate in _appointments.Where(a => a.Start is not null && !a.HasEncounter && a.Row[AppointmentColumns.Status] is not ("cancelled" or "entered-in-error" or "proposed" or "pending" or "waitlist")))
        {
            var distance = Math.Abs(candidate.Start!.Value.EarliestTicks - begin.EarliestTicks);
            if (distance <= Near && !(near is not null && Math.Abs(near.Start!.Value.EarliestTicks - begin.EarliestTicks) <= distance)) near = candidate;
        }

        return near;
    }

    /// <summary>What an encounter tells of its appointment: that it took place, and in which episode. The rest was known before it, and is the appointment's to tell.</summary>
    private void Tell(Mapped appointment, FhirResource encounter, Moment begin, bool isAttended)
    {
        appointment.HasEncounter = true;
        appointment.Row.Others.Add(encounter);
        appointment.Episode ??= EpisodeOf(encounter);
        if (!isAttended) return;
        var row = appointment.Row;
        var status = row[AppointmentColumns.Status];
        if (status is "noshow" or "cancelled")
        {
            context.Issues.Warning(encounter, "conflict", "status", "The encounter took place, but its appointment says that it did not; the appointment is believed.");
        }
        else if (status is "booked" or "pending" or "arrived" or "checked-in")
        {
            row.Set(AppointmentColumns.Status, "fulfilled", "status");
            if (row[AppointmentColumns.StatusAt] is null && appointment.Start is { } planned && begin > planned) row.Set(AppointmentColumns.StatusAt, encounter.Element.Member("period")?.Text("start"), "status");
        }
    }

    private void AddSession(FhirResource encounter, string start, Moment begin, string status, bool isAttended)
    {
        var row = new FhirRow(AppointmentColumns.Schema, encounter);
        row.Set(AppointmentColumns.AppointmentId, $"Encounter-{encounter.RecordId}", "id");
        row.Set(AppointmentColumns.StartsAt, start, "period.start");
        row.Set(AppointmentColumns.Status, isAttended ? "fulfilled" : status == "cancelled" ? "cancelled" : "booked", "status");
        row.Set(AppointmentColumns.DurationMinutes, DurationBetween(start, encounter.Element.Member("period")?.Text("end")), "period.end");
        row.Set(AppointmentColumns.Delivery, context.Code(FhirNames.Delivery, encounter.Element.Member("class")), "class");
        row.Set(AppointmentColumns.TherapistId, TherapistOf(encounter.Element.List("participant").Select(p => p.Member("individual"))), "participant");
        _appointments.Add(new Mapped(row, EpisodeOf(encounter), begin) { HasEncounter = true });
    }

    private string? EpisodeOf(FhirResource encounter)
    {
        foreach (var reference in encounter.Element.List("episodeOfCare"))
        {
            if (FhirReference.KeyOf(reference.Text("reference")) is { } key) return patients.Canonical(key);
        }

        return null;
    }

    private sealed class Mapped(FhirRow row, string? episode, Moment? start)
    {
        public FhirRow Row => row;

        public string? Episode { get; set; } = episode;

        public Moment? Start => start;

        public bool HasEncounter { get; set; }
    }
}
