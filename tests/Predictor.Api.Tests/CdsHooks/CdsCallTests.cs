using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Predictor.Api.Tests.Fhir;
using Predictor.Api.Tests.Support;
using Predictor.Care.Episodes;
using Predictor.Risk.Scoring;
using Xunit;

namespace Predictor.Api.Tests.CdsHooks;

/// <summary>Discovery and cards, over a real connection.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class CdsCallTests(TrainedModelFixture model) : IDisposable
{
    private readonly ApiFactory _api = new ApiFactory(model.Folder, ("CdsHooks:LeastBand", "low"), ("CdsHooks:WorklistUrl", "https://worklist.example/today")).OnKestrel().WaitUntilReady();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Discovery_names_the_services_and_what_is_to_be_sent_along()
    {
        var services = (await (await _api.CreateClient().GetAsync("/cds-services")).EnsureSuccessStatusCode().JsonAsync()).GetProperty("services");
        Assert.Equal(["patient-view", "appointment-book"], services.EnumerateArray().Select(s => s.GetProperty("hook").GetString()));
        foreach (var service in services.EnumerateArray())
        {
            foreach (var name in new[] { "hook", "id", "title", "description", "usageRequirements" }) Assert.NotEmpty(service.GetProperty(name).GetString()!);
            var prefetch = service.GetProperty("prefetch").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
            Assert.Equal(CdsBodies.Keys.Keys.Order(StringComparer.Ordinal), prefetch.Keys);
            foreach (var (key, template) in prefetch)
            {
                // Reads by id and searches with equality alone: what the specification lets a service rely on.
                Assert.Matches($@"^{CdsBodies.Keys[key]}(/\{{\{{context\.patientId\}}\}}|\?patient=\{{\{{context\.patientId\}}\}}(&[a-z]+=[a-z]+)?)$", template);
            }
        }
    }

    [Fact]
    public async Task A_card_says_how_high_the_risk_is_why_and_what_could_be_tried()
    {
        var card = Assert.Single(await (await _api.CreateClient().CallAsync(CdsBodies.View, CdsBodies.Example())).CardsAsync());
        var assessment = await (await _api.CreateClient().PostAsync(FhirBodies.Path, FhirBodies.Content(FhirBodies.Example()))).ResourceAsync(200, "RiskAssessment");
        var prediction = assessment.GetProperty("prediction")[0];
        var band = prediction.GetProperty("qualitativeRisk").GetProperty("text").GetString()!;
        Assert.Equal($"The risk of leaving treatment within 28 days is {band.Replace('-', ' ')}.", card.GetProperty("summary").GetString());
        Assert.Equal(band switch { "very-high" => "critical", "high" => "warning", _ => "info" }, card.GetProperty("indicator").GetString());
        var detail = card.GetProperty("detail").GetString()!;
        Assert.StartsWith($"**{Math.Round(prediction.GetProperty("probabilityDecimal").GetDouble())} %** is the chance that the client has left, or leaves by 2026-04-17.", detail, StringComparison.Ordinal);
        // How uncertain the risk is stands in the assessment; a card has no room for it.
        var reasons = prediction.GetProperty("rationale").GetString()!.Split('\n').Where(l => !l.StartsWith("How uncertain", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(reasons);
        foreach (var line in reasons) Assert.Contains("- " + line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..^1], detail, StringComparison.Ordinal);
        Assert.Contains("no ground for billing", detail, StringComparison.Ordinal);
        Assert.Equal(("https://worklist.example/today", "absolute"), (card.GetProperty("links")[0].GetProperty("url").GetString(), card.GetProperty("links")[0].GetProperty("type").GetString()));
        Assert.True(card.GetProperty("overrideReasons").GetArrayLength() >= 3);
    }

    [Fact]
    public async Task There_is_a_card_exactly_from_the_configured_band_on()
    {
        var bands = new[] { "low", "moderate", "high", "very-high" };
        var apis = bands.Select(b => b == "low" ? _api : new ApiFactory(model.Folder, ("CdsHooks:LeastBand", b)).WaitUntilReady()).ToList();
        var defaults = new ApiFactory(model.Folder).WaitUntilReady();
        var seen = new HashSet<string>();
        foreach (var (episode, asOf) in OfEachBand(6))
        {
            var assessment = await (await _api.CreateClient().PostAsync(FhirBodies.Path, FhirBodies.Content(FhirBodies.Of(episode, asOf)))).ResourceAsync(200, "RiskAssessment");
            var band = assessment.TryGetProperty("prediction", out var prediction) ? prediction[0].GetProperty("qualitativeRisk").GetProperty("text").GetString()! : "";
            seen.Add(band.Length > 0 ? band : assessment.GetProperty("extension")[0].GetProperty("valueCode").GetString()!);
            for (var least = 0; least < bands.Length; least++)
            {
                var cards = await (await apis[least].CreateClient().CallAsync(CdsBodies.View, CdsBodies.Of(episode, asOf))).CardsAsync();
                Assert.Equal((episode.EpisodeId, bands[least], Array.IndexOf(bands, band) >= least ? 1 : 0), (episode.EpisodeId, bands[least], cards.Count));
                if (bands[least] == "high") Assert.Equal(cards.Count, (await (await defaults.CreateClient().CallAsync(CdsBodies.View, CdsBodies.Of(episode, asOf))).CardsAsync()).Count);
            }
        }

        // Shows something only where there were clients of each kind. The small model calls nobody's risk very high.
        Assert.Superset(new HashSet<string>(["low", "moderate", "high", "withheld", "over"]), seen);
        foreach (var api in apis.Skip(1).Append(defaults)) api.Dispose();
    }

    [Theory]
    [InlineData("2025-01-01T00:00:00Z")]
    [InlineData("2026-12-20T09:00:00Z")]
    public async Task Who_has_not_begun_or_is_gone_gets_no_card(string asOf)
    {
        var body = CdsBodies.Example();
        body["extension"]![CdsBodies.AsOfExtension] = asOf;
        Assert.Empty(await (await _api.CreateClient().CallAsync(CdsBodies.View, body)).CardsAsync());
    }

    [Fact]
    public async Task Who_is_not_in_treatment_gets_no_card_and_no_error()
    {
        var body = CdsBodies.Example();
        body["prefetch"]!["episodes"] = null;
        Assert.Empty(await (await _api.CreateClient().CallAsync(CdsBodies.View, body)).CardsAsync());
        body["prefetch"]!["patient"] = null;
        body["prefetch"]!["appointments"] = null;
        Assert.Empty(await (await _api.CreateClient().CallAsync(CdsBodies.View, body)).CardsAsync());
    }

    [Fact]
    public async Task Of_several_open_episodes_the_one_with_the_highest_risk_is_told()
    {
        var client = _api.CreateClient();
        var alone = Assert.Single(await (await client.CallAsync(CdsBodies.View, CdsBodies.Example())).CardsAsync());
        var body = CdsBodies.Example();
        var entries = body["prefetch"]!["episodes"]!["entry"]!.AsArray();
        var second = entries[0]!.DeepClone();
        second["resource"]!["id"] = "e-2";
        second["resource"]!["period"]!["start"] = "2026-03-18";
        entries.Add(second);
        var both = Assert.Single(await (await client.CallAsync(CdsBodies.View, body)).CardsAsync());
        Assert.NotEmpty(both.GetProperty("summary").GetString()!);
        for (var i = 3; i < 12; i++)
        {
            var more = second.DeepClone();
            more["resource"]!["id"] = $"e-{i}";
            entries.Add(more);
        }

        Assert.Equal(["/prefetch wrong-value"], (await (await client.CallAsync(CdsBodies.View, body)).ProblemAsync(422)).Errors());
        Assert.NotNull(alone.GetProperty("uuid").GetString());
    }

    [Fact]
    public async Task A_suggestion_makes_a_task_for_the_client_that_is_valid_fhir()
    {
        var tasks = new List<string>();
        foreach (var episode in model.Episodes.Take(40))
        {
            var body = CdsBodies.Of(episode, episode.Appointments[^1].StartsAt.Known.AddDays(3));
            body["context"]!["encounterId"] = "enc-1";
            foreach (var card in await (await _api.CreateClient().CallAsync(CdsBodies.View, body)).CardsAsync())
            {
                if (!card.TryGetProperty("suggestions", out var suggestions)) continue;
                foreach (var task in suggestions.EnumerateArray().Select(s => s.GetProperty("actions")[0].GetProperty("resource")))
                {
                    Assert.Equal(("Task", "Patient/" + episode.ClientId, "Practitioner/t-1", "Encounter/enc-1"), (task.GetProperty("resourceType").GetString(), task.GetProperty("for").GetProperty("reference").GetString(), task.GetProperty("requester").GetProperty("reference").GetString(), task.GetProperty("encounter").GetProperty("reference").GetString()));
                    tasks.Add(task.GetRawText());
                }
            }
        }

        Assert.NotEmpty(tasks);
        var wrong = await FhirValidators.ValidateAsync([.. tasks, """{ "resourceType": "Task", "status": "requested", "intent": "zq" }"""]);
        for (var i = 0; i < tasks.Count; i++) Assert.True(wrong[i].Count == 0, $"{string.Join("; ", wrong[i])}: {tasks[i]}");
        Assert.NotEmpty(wrong[^1]);
    }

    [Fact]
    public async Task Unknown_fields_and_extensions_are_passed_over()
    {
        var body = CdsBodies.Example();
        body["extension"]!["com.example.zq"] = new JsonObject { ["a"] = new JsonArray(1) };
        body["more"] = 1;
        body["context"]!["more"] = new JsonArray();
        body["prefetch"]!["more"] = "text";
        Assert.Single(await (await _api.CreateClient().CallAsync(CdsBodies.View, body)).CardsAsync());
    }

    [Fact]
    public async Task Nothing_of_a_client_stands_in_the_log_or_in_a_problem()
    {
        using var api = new ApiFactory(model.Folder, ("CdsHooks:LeastBand", "low")).WaitUntilReady();
        var client = api.CreateClient();
        var marked = Regex.Replace(CdsBodies.Example().ToJsonString(), "\"(p-1|e-1)\"", "\"zq-$1\"").Replace("Patient/p-1", "Patient/zq-p-1", StringComparison.Ordinal).Replace("Practitioner/t-1", "Practitioner/zq-t-1", StringComparison.Ordinal);
        var card = Assert.Single(await (await client.PostAsync(CdsBodies.View, Bodies.Json(marked))).CardsAsync());
        Assert.Contains("Patient/zq-p-1", card.GetRawText(), StringComparison.Ordinal);
        var wrong = JsonNode.Parse(marked)!;
        wrong["hook"] = "zq-hook";
        wrong["hookInstance"] = "zq-instance";
        wrong["fhirServer"] = "zq-server";
        wrong["fhirAuthorization"] = new JsonObject { ["access_token"] = "zq token", ["token_type"] = "zq-type", ["expires_in"] = "zq-in", ["scope"] = "zq-scope", ["subject"] = "zq-subject", ["patient"] = "zq-other" };
        wrong["context"]!["patientId"] = "zq/../id";
        wrong["prefetch"]!["episodes"] = "zq-text";
        var problems = new List<JsonElement> { await (await client.CallAsync(CdsBodies.View, wrong)).ProblemAsync(422) };
        var missing = JsonNode.Parse(marked)!;
        missing["prefetch"]!.AsObject().Remove("episodes");
        missing["fhirServer"] = "https://zq.example/zq-fhir";
        missing["fhirAuthorization"] = new JsonObject { ["access_token"] = "zq-token", ["token_type"] = "Bearer", ["expires_in"] = 300, ["scope"] = "patient/*.read", ["subject"] = "zq-subject" };
        problems.Add(await (await client.CallAsync(CdsBodies.View, missing)).ProblemAsync(412));
        problems.Add(await (await client.PostAsync("/cds-services/zq-service", Bodies.Json("{}"))).ProblemAsync(404));
        Assert.All(problems, p => Assert.DoesNotContain("zq", p.GetRawText(), StringComparison.Ordinal));
        Assert.Contains(api.Log.Lines, l => l.Category.EndsWith("RequestLog", StringComparison.Ordinal));
        Assert.All(api.Log.Lines.Where(l => l.Level >= LogLevel.Information || l.Category.StartsWith("Predictor", StringComparison.Ordinal)), l => Assert.DoesNotContain("zq", $"{l.Text} {string.Join(' ', l.Values.Values)}", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>So many clients of each band, and of each kind without one.</summary>
    private IEnumerable<(Episode Episode, DateTimeOffset AsOf)> OfEachBand(int count)
    {
        var scorer = new RiskScorer(model.Package);
        return model.Episodes
            .SelectMany(e => e.Appointments.Select(a => a.StartsAt.Known.AddDays(3)).Append(e.StartedOn.Known.AddDays(-1)).Append(e.Appointments[^1].StartsAt.Known.AddDays(300)).Select(at => (Episode: e, AsOf: at)))
            .GroupBy(c => scorer.Score(c.Episode, c.AsOf.UtcTicks, model.Package.Heads[0], Explanation.None) is var score && score.Band is { } band ? band : score.Status)
            .SelectMany(g => g.Take(count));
    }
}
