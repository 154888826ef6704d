using System.Globalization;
using System.Text.Json;
using Predictor.Care.Fhir.Configuration;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Fhir.Mapping;

/// <summary>Episodes from EpisodeOfCare or, where there is none, CarePlan; with the client's age and what the coverage at the start tells.</summary>
internal sealed class EpisodeMapping(FhirContext context, PatientReferences patients, string clientId)
{
    /// <summary>The episodes, those that begin first at the beginning.</summary>
    /// <param name="resources">The resources of one patient.</param>
    public List<FhirDraft> Map(IReadOnlyList<FhirResource> resources)
    {
        var drafts = new List<FhirDraft>();
        foreach (var episode in resources.Where(r => r.Type == FhirTypes.EpisodeOfCare)) Add(drafts, OfEpisodeOfCare(episode));
        var plans = resources.Where(r => r.Type == FhirTypes.CarePlan).ToList();
        if (drafts.All(d => d.Begin.EarliestTicks > context.Until))
        {
            foreach (var plan in plans) Add(drafts, OfCarePlan(plan));
        }
        else
        {
            foreach (var plan in plans) context.Issues.Information(plan, "informational", null, "The plan is not read: the EpisodeOfCare tells of the episode.");
        }

        // An episode that begins later takes nothing away from those that have begun.
        if (drafts.Any(d => d.Begin.EarliestTicks <= context.Until)) drafts.RemoveAll(IsLater);
        drafts.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : string.CompareOrdinal(a.Episode[EpisodeColumns.EpisodeId], b.Episode[EpisodeColumns.EpisodeId]));
        var (patient, coverages) = (resources.FirstOrDefault(r => r.Type == FhirTypes.Patient), resources.Where(r => r.Type == FhirTypes.Coverage).ToList());
        foreach (var draft in drafts) Complete(draft, patient, coverages);
        if (patient is not null) drafts.RemoveAll(d => !SetDeath(d.Episode, patient));
        return drafts;
    }

    private bool IsLater(FhirDraft draft)
    {
        if (draft.Begin.EarliestTicks <= context.Until) return false;
        context.Issues.Information(draft.Episode.Resource, "informational", null, "The episode begins later than the time of the score and is left out.");
        return true;
    }

    private void Add(List<FhirDraft> drafts, FhirRow? row)
    {
        if (row is null) return;
        if (context.Moment(row[EpisodeColumns.StartedOn]) is not { } started)
        {
            context.Issues.Warning(row.Resource, "required", "period.start", "The episode has no start that says the day, so that nothing can be placed in it.");
            return;
        }

        var referred = context.Moment(row[EpisodeColumns.ReferredOn]);
        drafts.Add(new FhirDraft(row, referred is { } earlier && earlier < started ? earlier : started));
    }

    private FhirRow? OfEpisodeOfCare(FhirResource resource)
    {
        var status = resource.Text("status");
        if (status == "entered-in-error")
        {
            context.Issues.Information(resource, "informational", "status", "The episode was entered in error and is left out.");
            return null;
        }

        var row = NewRow(resource);
        SetReference(row, EpisodeColumns.ClinicId, "managingOrganization");
        SetReference(row, EpisodeColumns.TherapistId, "careManager");
        row.Set(EpisodeColumns.Treatment, context.Extension(resource, "treatment", FhirNames.Treatments) ?? context.Code(FhirNames.Treatments, resource.Element.List("type")), "type");
        return status is not ("finished" or "cancelled") || SetEnd(row, HistoryStart(resource, status), null) ? row : null;
    }

    private FhirRow? OfCarePlan(FhirResource resource)
    {
        var status = resource.Text("status");
        if (status is not ("active" or "on-hold" or "completed" or "revoked"))
        {
            context.Issues.Information(resource, "informational", "status", "The plan is not in force and never was; it is left out.");
            return null;
        }

        var row = NewRow(resource);
        SetReference(row, EpisodeColumns.TherapistId, "author", "Practitioner");
        row.Set(EpisodeColumns.Treatment, context.Extension(resource, "treatment", FhirNames.Treatments) ?? context.Code(FhirNames.Treatments, resource.Element.List("category")), "category");
        if (status is "active" or "on-hold") return row;
        return SetEnd(row, null, status == "completed" ? "completed" : null) ? row : null;
    }

    private FhirRow NewRow(FhirResource resource)
    {
        var row = new FhirRow(EpisodeColumns.Schema, resource);
        row.Set(EpisodeColumns.EpisodeId, resource.RecordId, "id");
        row.Set(EpisodeColumns.ClientId, clientId, "patient");
        row.Set(EpisodeColumns.ReferredOn, context.Extension(resource, "referredOn"), "extension");
        row.Set(EpisodeColumns.StartedOn, resource.Element.Member("period")?.Text("start"), "period.start");
        row.Set(EpisodeColumns.Format, context.Extension(resource, "format", FhirNames.Formats), "extension");
        row.Set(EpisodeColumns.DistanceKm, context.Extension(resource, "distanceKm"), "extension");
        row.Set(EpisodeColumns.PriorEpisodes, context.Extension(resource, "priorEpisodes"), "extension");
        row.Set(EpisodeColumns.PriorDropouts, context.Extension(resource, "priorDropouts"), "extension");
        foreach (var (name, value) in context.Covariates(resource)) row.Covariates[name] = value;
        return row;
    }

    /// <summary>Sets the end of an episode that its status says to be over.</summary>
    /// <returns>False where nothing says when: the episode must not pass for an open one.</returns>
    private bool SetEnd(FhirRow row, string? statusSince, string? reasonOfStatus)
    {
        var resource = row.Resource;
        var (end, element) = resource.Element.Member("period")?.Text("end") is { } stated ? (stated, "period.end") : statusSince is not null ? (statusSince, "statusHistory") : (resource.LastUpdated, "meta.lastUpdated");
        if (context.Moment(end) is not { } ended)
        {
            context.Issues.Warning(resource, "required", "period.end", "The episode is over, and nothing says on which day; it is left out.");
            return false;
        }

        row.Set(EpisodeColumns.EndedOn, end, element);
        row.Set(EpisodeColumns.EndReason, context.Extension(resource, "endReason", FhirNames.EndReasons) ?? reasonOfStatus, "extension");
        var recorded = context.Extension(resource, "endRecordedAt") ?? statusSince ?? (context.Map.LastUpdatedTells.Contains(FhirNames.Ended) ? resource.LastUpdated : null);
        // A status from before the end tells of a planned end, which is known by default.
        if (context.Moment(recorded) is { } known && !ended.IsSurelyAfter(known)) row.Set(EpisodeColumns.EndRecordedAt, recorded, "statusHistory");
        return true;
    }

    /// <summary>Since when the status has been the present one, where the history says so.</summary>
    private static string? HistoryStart(FhirResource resource, string status)
    {
        string? start = null;
        foreach (var entry in resource.Element.List("statusHistory"))
        {
            if (entry.Text("status") == status && entry.Member("period")?.Text("start") is { } since && (start is null || string.CompareOrdinal(since, start) > 0)) start = since;
        }

        return start;
    }

    private void SetReference(FhirRow row, Column column, string element, string? type = null)
    {
        if (row.Resource.ReferenceAt(element) is not { } key) return;
        key = patients.Canonical(key);
        if (type is null || FhirReference.TypeOf(key).SequenceEqual(type)) row.Set(column, FhirReference.IdOf(key), element);
    }

    private void Complete(FhirDraft draft, FhirResource? patient, List<FhirResource> coverages)
    {
        var row = draft.Episode;
        row.Set(EpisodeColumns.AgeAtStart, context.Extension(row.Resource, "ageAtStart"), "extension");
        if (patient is not null)
        {
            foreach (var (name, value) in context.Covariates(patient)) row.Covariates.TryAdd(name, value);
            row.Others.Add(patient);
            if (row[EpisodeColumns.AgeAtStart] is null) row.Set(EpisodeColumns.AgeAtStart, AgeAtStart(row, patient), "period.start");
        }

        new CoverageMapping(context).SetPayer(draft, coverages);
        if (context.Extension(row.Resource, "payer", FhirNames.Payers) is { } payer) row.Set(EpisodeColumns.Payer, payer, "extension");
        if (context.Extension(row.Resource, "copay") is { } copay) row.Set(EpisodeColumns.Copay, copay, "extension");
    }

    private string? AgeAtStart(FhirRow row, FhirResource patient)
    {
        if (patient.Text("birthDate") is not { } text) return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born))
        {
            context.Issues.Information(patient, "value", "birthDate", "The birth date does not say the day, so the age at the start is unknown.");
            return null;
        }

        var start = context.Calendar.DayOf(context.Moment(row[EpisodeColumns.StartedOn])!.Value);
        var age = start.Year - born.Year - (start < born.AddYears(start.Year - born.Year) ? 1 : 0);
        return age.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A client's death ends an open episode; known from its day on, as the end of an episode is.</summary>
    /// <returns>False where nothing says when: the episode must not pass for an open one.</returns>
    private bool SetDeath(FhirRow row, FhirResource patient)
    {
        var died = patient.Text("deceasedDateTime");
        var isDead = died is not null || patient.Element.Find("deceasedBoolean") is { ValueKind: JsonValueKind.True };
        if (!isDead || row[EpisodeColumns.EndedOn] is not null) return true;
        // Without a day it was so when the resource was last changed, at the latest.
        died = context.Moment(died) is null ? patient.LastUpdated : died;
        if (context.Moment(died) is not { } day)
        {
            context.Issues.Warning(row.Resource, "required", "period.end", "The client has died, and nothing says on which day; the episode is left out.");
            return false;
        }

        if (context.Moment(row[EpisodeColumns.StartedOn]) is { } started && started.IsSurelyAfter(day)) return true;
        row.Set(EpisodeColumns.EndedOn, died, "period.end");
        row.Set(EpisodeColumns.EndReason, "died", "period.end");
        return true;
    }
}
