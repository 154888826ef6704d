using Predictor.Care.Fhir.Mapping;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Outcome;

namespace Predictor.Care.Fhir;

/// <summary>
/// Maps FHIR R4 resources of one client into an episode as it was known at a moment. Neither the order of the resources nor anything that became
/// known later makes a difference. Unknown elements and extensions are passed over; what could not be mapped is listed. Safe for several threads.
/// </summary>
public sealed class FhirEpisodeReader
{
    private readonly FhirReaderOptions _options;

    /// <param name="options">How to read; the defaults where null.</param>
    public FhirEpisodeReader(FhirReaderOptions? options = null) => _options = options ?? new FhirReaderOptions();

    /// <summary>Reads the episode of a patient.</summary>
    public FhirReading Read(FhirEpisodeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var issues = new FhirIssues();
        var context = new FhirContext(_options.Map, _options.Calendar, request.AsOf.UtcTicks, issues);
        var inputs = request.Resources.Take(_options.MaximumResources + 1).ToList();
        if (inputs.Count > _options.MaximumResources)
        {
            issues.Error("too-costly", request.Place, FormattableString.Invariant($"There are too many resources; expected at most {_options.MaximumResources}."));
            return new FhirReading(issues.All);
        }

        var set = FhirResourceSet.Of(inputs, context);
        if (PatientOf(set, request, issues) is not { } patient) return new FhirReading(issues.All);
        var own = OwnResources(set, patient, context);
        var drafts = new PatientMapping(context, set.Patients, patient).Map(own);
        var builder = new FhirEpisodeBuilder(context, _options.Instruments, now: null);
        var built = OnlyRecorded([.. drafts.Select(builder.Build).OfType<BuiltEpisode>()], request.Recorded);
        if (Chosen(built, set, request, issues) is not { } chosen) return new FhirReading(issues.All);
        // Earlier episodes of the client count as they were known when this one started.
        var counted = PriorEpisodes.Count([.. built.Select(b => b.Episode)], _options.Outcome, _options.Calendar);
        return new FhirReading(issues.All) { Episode = counted[built.IndexOf(chosen)], Patient = patient, Basis = BasisOf(chosen) };
    }

    /// <summary>
    /// The episodes with no list of a kind that is not known to be recorded. A record of the client that is known by then tells so, and nothing else does:
    /// by one that comes later, or by a draft, an earlier time would be read differently afterwards.
    /// </summary>
    private static List<BuiltEpisode> OnlyRecorded(List<BuiltEpisode> built, RecordedKinds recorded)
    {
        var hasMeasures = recorded.HasFlag(RecordedKinds.Measures) || built.Any(b => b.Measures.Count > 0);
        var hasPayments = recorded.HasFlag(RecordedKinds.Payments) || built.Any(b => b.Payments.Count > 0);
        var hasContacts = recorded.HasFlag(RecordedKinds.Contacts) || built.Any(b => b.Contacts.Count > 0);
        return
        [
            .. built.Select(b => b with
            {
                Episode = b.Episode with
                {
                    Measures = hasMeasures ? b.Episode.Measures : null,
                    Payments = hasPayments ? b.Episode.Payments : null,
                    Contacts = hasContacts ? b.Episode.Contacts : null,
                },
            }),
        ];
    }

    /// <summary>The key of the patient; null where it is not certain, which is an error.</summary>
    private static string? PatientOf(FhirResourceSet set, FhirEpisodeRequest request, FhirIssues issues)
    {
        if (request.Patient is { } asked)
        {
            var key = FhirReference.IsId(asked) ? $"{FhirTypes.Patient}/{asked}" : FhirReference.KeyOf(asked);
            if (key is not null && set.All.Any(r => set.Patients.Of(r).Contains(set.Patients.Canonical(key)))) return set.Patients.Canonical(key);
            issues.Error("not-found", request.Place, "No resource is about the patient that is asked for.");
            return null;
        }

        var patients = set.All.Where(r => r.Type == FhirTypes.Patient).SelectMany(set.Patients.Of).Distinct(StringComparer.Ordinal).ToList();
        if (patients.Count == 0) patients = [.. set.All.SelectMany(set.Patients.Of).Distinct(StringComparer.Ordinal)];
        if (patients.Count == 1) return patients[0];
        if (patients.Count == 0) issues.Error("required", request.Place, "No resource names a patient; expected the resources of one.");
        else issues.Error("multiple-matches", request.Place, "The resources are of several patients; expected those of one, or the parameter patient to say which.");
        return null;
    }

    private static List<FhirResource> OwnResources(FhirResourceSet set, string patient, FhirContext context)
    {
        var own = new List<FhirResource>();
        foreach (var resource in set.All)
        {
            var patients = set.Patients.Of(resource);
            // A notice of a payment has no patient of its own; without one a resource is taken to be of the one that was sent.
            if (patients.Contains(patient) || (patients.Count == 0 && resource.Type == FhirTypes.PaymentNotice)) own.Add(resource);
            else context.Issues.Warning(resource, "not-found", FhirTypes.SubjectOf(resource.Type), "The resource is not about the patient; it is left out.");
        }

        return own;
    }

    /// <summary>The episode that is asked for, or the one that is open; null where it is not certain, which is an error.</summary>
    private static BuiltEpisode? Chosen(List<BuiltEpisode> built, FhirResourceSet set, FhirEpisodeRequest request, FhirIssues issues)
    {
        if (request.Episode is { } asked)
        {
            var key = FhirReference.KeyOf(asked) is { } reference ? set.Patients.Canonical(reference) : null;
            var found = built.FirstOrDefault(b => b.Episode.EpisodeId == asked || (b.Row.Resource.Reference is { } own && set.Patients.Canonical(own) == key));
            if (found is null) issues.Error("not-found", request.Place, "No EpisodeOfCare or CarePlan that can be used is the episode that is asked for.");
            return found;
        }

        if (built.Count == 0)
        {
            issues.Error("required", request.Place, "There is no EpisodeOfCare or CarePlan of the patient that can be used; expected one with a status and a start.");
            return null;
        }

        var open = built.Where(b => b.Episode.End is null).ToList();
        // The episodes are ordered by their beginning: where none is open, the last one is over.
        if (open.Count <= 1) return open.FirstOrDefault() ?? built[^1];
        issues.Error("multiple-matches", open[1].Row.Resource.Input.Place, "Several episodes of the patient are open; expected one, or the parameter episode to say which.");
        return null;
    }

    private static List<string> BasisOf(BuiltEpisode episode) =>
        [.. episode.Rows.SelectMany(r => r.Others.Prepend(r.Resource)).Select(r => r.Reference).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
