using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Predictor.Api.Problems;
using Predictor.Care.Fhir;
using Predictor.Care.Fhir.Reading;

namespace Predictor.Api.CdsHooks.Data;

/// <summary>
/// Brings together what an EHR knows of a client: from prefetch, and what is missing there from the EHR's FHIR server. A key is had when it was sent whole (null says that
/// there is no data); it is not had when it is absent, an error (OperationOutcome), or a list with a next page.
/// </summary>
internal sealed class CdsData(FhirFetcher fetcher, IOptions<CdsOptions> options, TimeProvider time, CdsMeters meters)
{
    /// <summary>What an EHR is asked to send along.</summary>
    public PrefetchKeys Keys { get; } = PrefetchKeys.Of(options.Value);

    /// <summary>The resources of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="caller">The name of the caller.</param>
    /// <param name="errors">Takes what is wrong with the prefetch.</param>
    /// <param name="cancellation">Of the request.</param>
    /// <returns>The resources, the kinds that would be among them if there were any, and what cannot be had though nobody can be scored without it.</returns>
    public async Task<(IReadOnlyList<FhirInput> Resources, RecordedKinds Recorded, IReadOnlyList<FieldError> Missing)> GatherAsync(CdsCall call, string? caller, CdsErrors errors, CancellationToken cancellation)
    {
        var sent = Keys.Templates.Keys.ToDictionary(k => k, k => Sent(call, k, errors), StringComparer.Ordinal);
        if (errors.All.Count > 0) return ([], RecordedKinds.None, []);
        var lacking = sent.Where(s => !s.Value.IsWhole).Select(s => s.Key).ToList();
        var fetched = lacking.Count == 0 ? [] : await FetchAsync(call, caller, sent, lacking, cancellation);
        var resources = new List<FhirInput>();
        var missing = new List<FieldError>();
        var recorded = RecordedKinds.None;
        foreach (var (key, template) in Keys.Templates)
        {
            // An answer without any is an answer: there is none.
            if (sent[key].IsWhole || fetched[key].Why == NotHad.None) recorded |= PrefetchKeys.KindOf(template);
            if (sent[key].IsWhole)
            {
                if (sent[key].Element is { } element) resources.AddRange(FhirInput.Of(element, "prefetch." + key));
                continue;
            }

            var (pages, why) = fetched[key];
            for (var i = 0; i < pages.Count; i++) resources.AddRange(FhirInput.Of(pages[i], string.Create(CultureInfo.InvariantCulture, $"{key}[{i}]")));
            if (why != NotHad.None && PrefetchKeys.IsEssential(key)) missing.Add(Missing(key, sent[key], why));
        }

        return (resources, recorded, missing);
    }

    private async Task<Dictionary<string, (IReadOnlyList<JsonElement> Pages, NotHad Why)>> FetchAsync(CdsCall call, string? caller, Dictionary<string, SentValue> sent, List<string> lacking, CancellationToken cancellation)
    {
        var budget = TimeSpan.FromMilliseconds(options.Value.FetchMilliseconds);
        if (call.Authorization is { } authorization && authorization.Life > TimeSpan.Zero && authorization.Life < budget) budget = authorization.Life;
        using var timer = new CancellationTokenSource(budget, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        FhirAccess access;
        try
        {
            access = await fetcher.AccessAsync(call, caller, both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            access = NotHad.TooSlow;
        }

        var results = await Task.WhenAll(lacking.Select(async key =>
        {
            var template = Keys.Templates[key];
            var query = sent[key].Element is null ? PrefetchKeys.Resolve(template, call.PatientId) : null;
            return (Key: key, Result: await fetcher.FetchAsync(access, query, PrefetchKeys.TypeOf(template), sent[key].Element, both.Token));
        }));
        cancellation.ThrowIfCancellationRequested();
        foreach (var (_, (_, why)) in results) meters.Fetched(why);
        return results.ToDictionary(r => r.Key, r => r.Result, StringComparer.Ordinal);
    }

    private static SentValue Sent(CdsCall call, string key, CdsErrors errors)
    {
        if (call.Prefetch?.Find(key) is not { } value) return new SentValue(false, null, "It was not sent along.");
        if (value.ValueKind == JsonValueKind.Null) return new SentValue(true, null, "");
        var pointer = "/prefetch/" + CdsErrors.Token(key);
        switch (value.Text("resourceType"))
        {
            case null:
                errors.Wrong(pointer, "The value is no FHIR resource.", "a resource, a Bundle, an OperationOutcome or null");
                break;
            case "OperationOutcome":
                return new SentValue(false, null, "An error was sent in its place.");
            case "Bundle" when FhirFetcher.HasNext(value):
                return new SentValue(false, value, "Only a page of it was sent along.");
            case "Patient" when key == PrefetchKeys.Patient && value.Text("id") is { } id && id != call.PatientId:
                errors.Wrong(pointer + "/id", "The resource is of another patient.", "the patient of context.patientId");
                break;
        }

        return new SentValue(true, value, "");
    }

    private static FieldError Missing(string key, SentValue sent, NotHad why) => new()
    {
        Pointer = "/prefetch/" + CdsErrors.Token(key),
        Code = System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(why.ToString()),
        Detail = $"{sent.WhyNot} {NotHadText.Of(why)}",
        Expected = "the data in prefetch, or leave to read them",
    };

    /// <summary>What a call had under a key.</summary>
    /// <param name="IsWhole">True where nothing has to be fetched.</param>
    /// <param name="Element">The value, or the first page of it; null where there is none.</param>
    /// <param name="WhyNot">Why it is not whole.</param>
    private sealed record SentValue(bool IsWhole, JsonElement? Element, string WhyNot);
}
