using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Predictor.Api.Audit;
using Predictor.Api.CdsHooks.Cards;
using Predictor.Api.Fhir;
using Predictor.Api.Models;
using Predictor.Api.Models.Shadow;
using Predictor.Care.Fhir;
using Predictor.Care.Fhir.Reading;
using Predictor.Risk.Scoring;

namespace Predictor.Api.CdsHooks;

/// <summary>Judges the client of a call and writes a card where that is worth somebody's time.</summary>
internal sealed class CdsAdvisor(FhirReaders readers, ShadowScoring shadow, CardIds ids, IOptions<CdsOptions> options)
{
    /// <summary>More open episodes than these are no client's, and each costs a reading.</summary>
    private const int MostEpisodes = 8;

    private static readonly string[] Closed = ["finished", "cancelled", "entered-in-error", "completed", "revoked"];

    /// <summary>The card of a call.</summary>
    /// <param name="service">The service that is called.</param>
    /// <param name="call">The call.</param>
    /// <param name="resources">What the EHR knows of the client.</param>
    /// <param name="recorded">The kinds of records that would be among them if there were any.</param>
    /// <param name="catalogue">The models when the call came.</param>
    /// <param name="model">The model.</param>
    /// <param name="asOf">The moment at which the client is judged.</param>
    /// <param name="audit">Told whom the score is about, also where it is worth no card.</param>
    /// <param name="errors">Takes what keeps the client from being judged.</param>
    /// <returns>The card and the band; null where there is no advice.</returns>
    public (JsonObject Card, string Band)? Advise(CdsService service, CdsCall call, IReadOnlyList<FhirInput> resources, RecordedKinds recorded, ModelCatalogue catalogue, LoadedModel model, DateTimeOffset asOf, AuditEntry audit, CdsErrors errors)
    {
        if (ScoreOf(call, WithoutProposed(call, resources), recorded, model, asOf, errors) is not { } judged) return null;
        var (request, subject, score) = judged;
        shadow.Offer(catalogue, model, new ShadowResources(readers, request), score);
        audit.Scored(subject, score.Model, score.Status);
        if (score.Probability is null || !options.Value.IsWorthACard(score.Band!)) return null;
        var proposed = call.Appointments.Min(a => a.Start);
        return (Card.Of(ids.New(service.Id), score, call, proposed, model.Package.Pipeline.Calendar, options.Value), score.Band!);
    }

    /// <summary>An appointment that is about to be booked may stand among the resources already. It is left out: it was not known as a booking.</summary>
    private static List<FhirInput> WithoutProposed(CdsCall call, IReadOnlyList<FhirInput> resources)
    {
        var proposed = call.Appointments.Select(a => a.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. resources.Where(r => r.Resource.Text("resourceType") != "Appointment" || r.Resource.Text("id") is not { } id || !proposed.Contains("Appointment/" + id))];
    }

    /// <summary>The score; of several open episodes the one with the highest risk.</summary>
    private Judged? ScoreOf(CdsCall call, List<FhirInput> resources, RecordedKinds recorded, LoadedModel model, DateTimeOffset asOf, CdsErrors errors)
    {
        var reader = readers.For(model);
        var request = new FhirEpisodeRequest { Resources = resources, AsOf = asOf, Patient = call.PatientId, Recorded = recorded, Place = "prefetch" };
        var reading = reader.Read(request);
        if (!reading.HasErrors) return Judge(request, reading);
        var code = reading.Issues.First(i => i.Severity == FhirSeverity.Error).Code;
        if (code == "too-costly")
        {
            errors.Wrong("/prefetch", "There are too many resources.", "fewer resources, such as those of the last years");
        }
        else if (code == "multiple-matches")
        {
            var open = resources.Where(IsOpen).Select(r => $"{r.Resource.Text("resourceType")}/{r.Resource.Text("id")}").Distinct(StringComparer.Ordinal).ToList();
            if (open.Count <= MostEpisodes) return open.Select(e => JudgeIfRead(request with { Episode = e })).OfType<Judged>().MaxBy(j => j.Score.Probability ?? -1);
            errors.Wrong("/prefetch", "The patient has too many open episodes.", FormattableString.Invariant($"at most {MostEpisodes}"));
        }

        // Whoever is not in treatment cannot leave it: no advice, and no error.
        return null;

        Judged? JudgeIfRead(FhirEpisodeRequest one) => reader.Read(one) is { HasErrors: false } read ? Judge(one, read) : null;

        Judged Judge(FhirEpisodeRequest of, FhirReading read) =>
            new(of, new AuditSubject(read.Episode!.ClientId, read.Episode.EpisodeId), model.Scorer.Score(read.Episode, asOf.UtcTicks, model.Package.Heads[0], Explanation.Reasons));
    }

    private static bool IsOpen(FhirInput input) =>
        input.Resource.Text("resourceType") is "EpisodeOfCare" or "CarePlan" && input.Resource.Text("id") is not null && !Closed.Contains(input.Resource.Text("status"));

    private sealed record Judged(FhirEpisodeRequest Request, AuditSubject Subject, RiskScore Score);
}
