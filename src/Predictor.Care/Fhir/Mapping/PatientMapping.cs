using Predictor.Care.Fhir.Reading;
using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Fhir.Mapping;

/// <summary>All episodes of one patient as records: each event goes to the episode that it names, else to the latest that had begun by then.</summary>
internal sealed class PatientMapping(FhirContext context, PatientReferences patients, string patient)
{
    /// <summary>The episodes, those that begin first at the beginning; what belongs to none is listed.</summary>
    public IReadOnlyList<FhirDraft> Map(IReadOnlyList<FhirResource> resources)
    {
        var drafts = new EpisodeMapping(context, patients, FhirReference.IdOf(patient)).Map(resources);
        if (drafts.Count == 0) return drafts;
        var byKey = new Dictionary<string, FhirDraft>(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            if (draft.Episode.Resource.Reference is { } key) byKey.TryAdd(patients.Canonical(key), draft);
        }

        var appointments = new AppointmentMapping(context, patients, patient);
        var sessions = appointments.Map(resources);
        var contacts = new ContactMapping(context, patients, appointments.Find).Map(resources);
        foreach (var (row, episode) in sessions) Place(drafts, row, AppointmentColumns.StartsAt, d => d.Appointments, episode is null ? null : byKey.GetValueOrDefault(episode));
        foreach (var row in new MeasureMapping(context, patients).Map(resources)) Place(drafts, row, MeasureColumns.TakenAt, d => d.Measures, Named(row, byKey));
        foreach (var row in new PaymentMapping(context, patients).Map(resources)) Place(drafts, row, PaymentColumns.OccurredAt, d => d.Payments, Named(row, byKey));
        foreach (var row in contacts) Place(drafts, row, ContactColumns.OccurredAt, d => d.Contacts, Named(row, byKey));
        return drafts;
    }

    private FhirDraft? Named(FhirRow row, Dictionary<string, FhirDraft> byKey) =>
        context.ReferenceExtension(row.Resource, "episode") is { } key ? byKey.GetValueOrDefault(patients.Canonical(key)) : null;

    private void Place(List<FhirDraft> drafts, FhirRow row, Column time, Func<FhirDraft, List<FhirRow>> listOf, FhirDraft? named)
    {
        if ((named ?? At(drafts, row, time)) is { } draft) listOf(draft).Add(row);
        else context.Issues.Information(row.Resource, "informational", row.ElementOf(time), "No episode had begun by then, so it is left out.");
    }

    /// <summary>The latest episode that had begun; the first for a record whose time is wrong, where that is reported.</summary>
    private FhirDraft? At(List<FhirDraft> drafts, FhirRow row, Column time)
    {
        if (context.Moment(row[time]) is not { } moment) return drafts[0];
        FhirDraft? found = null;
        foreach (var draft in drafts)
        {
            if (!draft.Begin.IsSurelyAfter(moment)) found = draft;
        }

        return found;
    }
}
