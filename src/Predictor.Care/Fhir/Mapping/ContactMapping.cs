using System.Text.Json;
using Predictor.Care.Fhir.Configuration;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Fhir.Mapping;

/// <summary>Contacts between sessions, and reminders of appointments, from Communication.</summary>
/// <param name="context">What the mapping shares.</param>
/// <param name="patients">Whom the resources are about.</param>
/// <param name="appointmentOf">The record of an appointment by its key.</param>
internal sealed class ContactMapping(FhirContext context, PatientReferences patients, Func<string, FhirRow?> appointmentOf)
{
    private readonly Dictionary<string, FhirRow> _byKey = new(StringComparer.Ordinal);

    public IReadOnlyList<FhirRow> Map(IReadOnlyList<FhirResource> resources)
    {
        var rows = new List<FhirRow>();
        var sent = resources.Where(r => r.Type == FhirTypes.Communication && IsSent(r)).ToList();
        foreach (var communication in sent)
        {
            if (TryRemind(communication)) continue;
            var row = Row(communication);
            rows.Add(row);
            if (communication.Reference is { } key) _byKey.TryAdd(patients.Canonical(key), row);
        }

        foreach (var communication in sent) Answer(communication);
        return rows;
    }

    private bool IsSent(FhirResource communication)
    {
        if (communication.Text("status") is not ("completed" or "in-progress" or "stopped"))
        {
            context.Issues.Information(communication, "informational", "status", "The communication has not taken place; it is left out.");
            return false;
        }

        if (TimeOf(communication) is not null) return true;
        context.Issues.Warning(communication, "required", "sent", "Nothing says when the communication took place; it is left out.");
        return false;
    }

    /// <summary>A reminder of an appointment is the appointment's: its first one counts, so that a later one changes nothing.</summary>
    private bool TryRemind(FhirResource communication)
    {
        if (PurposeOf(communication) != "reminder") return false;
        foreach (var reference in communication.Element.List("about"))
        {
            if (FhirReference.KeyOf(reference.Text("reference")) is not { } key || appointmentOf(patients.Canonical(key)) is not { } appointment) continue;
            if (IsFirst(communication, appointment[AppointmentColumns.ReminderSentAt]))
            {
                appointment.Set(AppointmentColumns.ReminderSentAt, TimeOf(communication), "extension");
                appointment.Others.Add(communication);
            }

            return true;
        }

        return false;
    }

    private FhirRow Row(FhirResource communication)
    {
        var row = new FhirRow(ContactColumns.Schema, communication);
        row.Set(ContactColumns.OccurredAt, TimeOf(communication), "sent");
        row.Set(ContactColumns.Channel, context.Extension(communication, "channel") ?? context.Code(FhirNames.Channels, communication.Element.List("medium")), "medium");
        row.Set(ContactColumns.Direction, DirectionOf(communication), "sender");
        row.Set(ContactColumns.Purpose, PurposeOf(communication), "category");
        row.Set(ContactColumns.AnsweredAt, context.Extension(communication, "answeredAt"), "extension");
        return row;
    }

    /// <summary>A communication from the client in response to one of the clinic answers that one; the first answer counts.</summary>
    private void Answer(FhirResource communication)
    {
        if (DirectionOf(communication) != "in") return;
        foreach (var reference in communication.Element.List("inResponseTo"))
        {
            if (FhirReference.KeyOf(reference.Text("reference")) is not { } key || !_byKey.TryGetValue(patients.Canonical(key), out var asked) || asked[ContactColumns.Direction] != "out") continue;
            if (!IsFirst(communication, asked[ContactColumns.AnsweredAt])) continue;
            asked.Set(ContactColumns.AnsweredAt, TimeOf(communication), "sent");
            asked.Others.Add(communication);
        }
    }

    /// <summary>True for a communication that has taken place by now, and before another time.</summary>
    private bool IsFirst(FhirResource communication, string? before) =>
        context.Moment(TimeOf(communication)) is { } at && at.Ticks <= context.Until && !(context.Moment(before) is { } other && other <= at);

    private string? DirectionOf(FhirResource communication)
    {
        if (context.Extension(communication, "direction") is { } told) return told;
        if (communication.Element.Member("sender") is { } sender) return IsPatient(communication, sender) ? "in" : "out";
        return communication.Element.List("recipient").Any(r => IsPatient(communication, r)) ? "out" : null;
    }

    private bool IsPatient(FhirResource communication, JsonElement reference) => patients.Resolve(communication, reference) is not null;

    private string? PurposeOf(FhirResource communication) => context.Extension(communication, "purpose", FhirNames.Purposes) ?? context.Code(FhirNames.Purposes, communication.Element.List("category"));

    /// <summary>When a communication is known to the clinic: when it was sent, and one from the client when it was received.</summary>
    private string? TimeOf(FhirResource communication)
    {
        var (sent, received) = (communication.Text("sent"), communication.Text("received"));
        return DirectionOf(communication) == "in" ? received ?? sent : sent ?? received;
    }
}
