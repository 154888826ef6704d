using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Predictor.Api.Tests.Security.Outgoing;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.CdsHooks;

/// <summary>Prefetch in all its states, with an EHR on this machine that has the data of the example.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class PrefetchTests(TrainedModelFixture model) : IAsyncLifetime
{
    private const string Token = "zq-token-1";
    private const string Scope = "patient/*.read";

    private readonly ConcurrentQueue<(string Query, string? Authorization)> _asked = new();
    private Func<string, IResult?> _answer = _ => null;
    private WebApplication? _ehr;
    private ApiFactory? _api;
    private HttpClient? _client;

    private string Server => _ehr!.Urls.Single() + "/fhir";

    private JsonObject All { get; } = CdsBodies.Example()["prefetch"]!.AsObject();

    public async Task InitializeAsync()
    {
        _ehr = await OutgoingHttpTests.ServerAsync(app => app.MapGet("{**path}", async (HttpRequest request, string path, CancellationToken cancellation) =>
        {
            var query = path + request.QueryString;
            _asked.Enqueue((query, request.Headers.Authorization));
            if (query.Contains("slow", StringComparison.Ordinal)) await Task.Delay(TimeSpan.FromSeconds(20), cancellation);
            return _answer(query) ?? Own(query);
        }));
        _api = new ApiFactory(model.Folder, ("CdsHooks:LeastBand", "low"), ("Security:Mode", "Development"), ("Security:OutgoingOrigins:0", _ehr.Urls.Single())).OnKestrel().WaitUntilReady();
        _client = _api.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _api!.Dispose();
        await _ehr!.DisposeAsync();
    }

    [Fact]
    public async Task Null_is_no_data_and_nothing_is_fetched()
    {
        var body = CdsBodies.Example();
        foreach (var key in new[] { "observations", "coverages", "invoices", "communications" }) body["prefetch"]![key] = null;
        Allow(body);
        Assert.Single(await (await _client!.CallAsync(CdsBodies.View, body)).CardsAsync());
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task What_is_absent_or_an_error_is_fetched_and_gives_the_same_card()
    {
        var expected = Detail(Assert.Single(await (await _client!.CallAsync(CdsBodies.View, CdsBodies.Example())).CardsAsync()));
        var body = CdsBodies.Example();
        foreach (var key in new[] { "patient", "appointments", "observations" }) body["prefetch"]!.AsObject().Remove(key);
        body["prefetch"]!["episodes"] = Outcome();
        body["prefetch"]!["coverages"] = Outcome();
        Allow(body);
        Assert.Equal(expected, Detail(Assert.Single(await (await _client!.CallAsync(CdsBodies.View, body)).CardsAsync())));
        Assert.Equal(
            ["fhir/Appointment?patient=p-1", "fhir/Coverage?patient=p-1", "fhir/EpisodeOfCare?patient=p-1", "fhir/Observation?patient=p-1&category=survey", "fhir/Patient/p-1"],
            _asked.Select(a => a.Query).Order(StringComparer.Ordinal));
        Assert.All(_asked, a => Assert.Equal("Bearer " + Token, a.Authorization));
    }

    [Fact]
    public async Task A_call_without_any_prefetch_is_answered_from_the_ehr()
    {
        var body = CdsBodies.Example();
        body.Remove("prefetch");
        Allow(body);
        Assert.Single(await (await _client!.CallAsync(CdsBodies.View, body)).CardsAsync());
        Assert.Equal(CdsBodies.Keys.Count, _asked.Count);
    }

    [Fact]
    public async Task Pages_are_followed_on_the_same_server_and_give_the_same_card()
    {
        var expected = Detail(Assert.Single(await (await _client!.CallAsync(CdsBodies.View, CdsBodies.Example())).CardsAsync()));
        var body = CdsBodies.Example();
        var (first, second) = Halves(body["prefetch"]!["appointments"]!.AsObject());
        body["prefetch"]!["appointments"] = first;
        Allow(body);
        _answer = query => query == "fhir?page=2" ? Json(second) : null;
        foreach (var link in new[] { Server + "?page=2", "?page=2" })
        {
            first["link"] = new JsonArray(new JsonObject { ["relation"] = "self", ["url"] = Server }, new JsonObject { ["relation"] = "next", ["url"] = link });
            if (link[0] == '?') _answer = query => query == "fhir/?page=2" ? Json(second) : null;
            Assert.Equal(expected, Detail(Assert.Single(await (await _client!.CallAsync(CdsBodies.View, body)).CardsAsync())));
        }

        // A page that is fetched may have a next one as well.
        body["prefetch"]!.AsObject().Remove("appointments");
        _answer = query => query.StartsWith("fhir/Appointment", StringComparison.Ordinal) ? Json(first) : query == "fhir/?page=2" ? Json(second) : null;
        Assert.Equal(expected, Detail(Assert.Single(await (await _client!.CallAsync(CdsBodies.View, body)).CardsAsync())));
    }

    [Theory]
    [InlineData("https://evil.example/fhir?page=2")]
    [InlineData("/other?page=2")]
    [InlineData("../other")]
    [InlineData("%2e%2e/other")]
    [InlineData("http://[")]
    [InlineData("")]
    public async Task A_next_page_elsewhere_is_not_asked_for_and_a_part_is_not_used(string link)
    {
        var body = CdsBodies.Example();
        var (first, _) = Halves(body["prefetch"]!["appointments"]!.AsObject());
        first["link"] = new JsonArray(new JsonObject { ["relation"] = "next", ["url"] = link });
        body["prefetch"]!["appointments"] = first;
        Allow(body);
        Assert.Equal(["/prefetch/appointments link-leads-away"], (await (await _client!.CallAsync(CdsBodies.View, body)).ProblemAsync(412)).Errors());
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Pages_without_end_are_not_followed_for_ever()
    {
        var body = CdsBodies.Example();
        body["prefetch"]!.AsObject().Remove("appointments");
        Allow(body);
        _answer = query => query.Contains("Appointment", StringComparison.Ordinal) ? Json(new JsonObject { ["resourceType"] = "Bundle", ["link"] = new JsonArray(new JsonObject { ["relation"] = "next", ["url"] = "Appointment?again" }) }) : null;
        Assert.Equal(["/prefetch/appointments too-many"], (await (await _client!.CallAsync(CdsBodies.View, body)).ProblemAsync(412)).Errors());
        Assert.Equal(10, _asked.Count);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_with_the_reason()
    {
        var body = CdsBodies.Example();
        body["prefetch"]!.AsObject().Remove("appointments");
        body["prefetch"]!["episodes"] = Outcome();
        await AssertMissingAsync(body, "no-server");
        body["fhirServer"] = Server;
        await AssertMissingAsync(body, "no-authorization");
        Allow(body);
        body["fhirServer"] = "https://evil.example/fhir";
        await AssertMissingAsync(body, "server-not-allowed");
        body["fhirServer"] = "http://169.254.169.254/latest";
        await AssertMissingAsync(body, "server-not-allowed");
        Allow(body);
        body["fhirAuthorization"]!["expires_in"] = 0;
        await AssertMissingAsync(body, "expired");
        Allow(body, "patient/Observation.read user/Patient.rs patient/Appointment.cud launch");
        await AssertMissingAsync(body, "scope-lacking");
        Assert.Empty(_asked);
        Allow(body);
        _answer = _ => Results.StatusCode(403);
        await AssertMissingAsync(body, "refused");
        _answer = _ => Results.Redirect(Server + "/Patient/p-1");
        await AssertMissingAsync(body, "refused");
        _answer = _ => Results.Text("<html>");
        await AssertMissingAsync(body, "unreadable");
        _answer = _ => Json(Outcome());
        await AssertMissingAsync(body, "unreadable");
    }

    [Fact]
    public async Task A_slow_server_is_not_waited_for()
    {
        using var api = new ApiFactory(model.Folder, ("CdsHooks:LeastBand", "low"), ("CdsHooks:FetchMilliseconds", "150"), ("Security:Mode", "Development"), ("Security:OutgoingOrigins:0", _ehr!.Urls.Single()), ("CdsHooks:Prefetch:observations", "Observation?patient={{context.patientId}}&slow=1")).WaitUntilReady();
        var body = CdsBodies.Example();
        body["prefetch"]!.AsObject().Remove("observations");
        Allow(body);
        // What is not essential is done without.
        Assert.Single(await (await api.CreateClient().CallAsync(CdsBodies.View, body)).CardsAsync());
        Assert.Single(_asked);
        using var slow = new ApiFactory(model.Folder, ("CdsHooks:FetchMilliseconds", "150"), ("Security:Mode", "Development"), ("Security:OutgoingOrigins:0", _ehr!.Urls.Single()), ("CdsHooks:Prefetch:episodes", "EpisodeOfCare?patient={{context.patientId}}&slow=1")).WaitUntilReady();
        body["prefetch"]!.AsObject().Remove("episodes");
        Assert.Equal(["/prefetch/episodes too-slow"], (await (await slow.CreateClient().CallAsync(CdsBodies.View, body)).ProblemAsync(412)).Errors());
    }

    [Fact]
    public async Task Data_of_another_patient_and_values_that_are_no_resources_are_refused()
    {
        var body = CdsBodies.Example();
        body["prefetch"]!["patient"]!["id"] = "p-2";
        body["prefetch"]!["episodes"] = new JsonArray();
        body["prefetch"]!["invoices"] = 5;
        Assert.Equal(["/prefetch/episodes wrong-value", "/prefetch/invoices wrong-value", "/prefetch/patient/id wrong-value"], (await (await _client!.CallAsync(CdsBodies.View, body)).ProblemAsync(422)).Errors());
        // Others among the resources tell nothing of this client.
        body = CdsBodies.Example();
        var expected = Detail(Assert.Single(await (await _client!.CallAsync(CdsBodies.View, body)).CardsAsync()));
        var entries = body["prefetch"]!["appointments"]!["entry"]!.AsArray();
        for (var i = 0; i < 5; i++)
        {
            var other = entries[2]!.DeepClone();
            other["resource"]!["id"] = $"other-{i}";
            other["resource"]!["participant"]![0]!["actor"]!["reference"] = "Patient/p-2";
            entries.Add(other);
        }

        Assert.Equal(expected, Detail(Assert.Single(await (await _client!.CallAsync(CdsBodies.View, body)).CardsAsync())));
    }

    [Fact]
    public async Task A_subject_that_is_configured_has_to_be_the_tokens()
    {
        using var api = new ApiFactory(model.Folder, ("CdsHooks:LeastBand", "low"), ("Security:Mode", "Development"), ("Security:OutgoingOrigins:0", _ehr!.Urls.Single()), ("CdsHooks:FhirServers:north:Url", Server), ("CdsHooks:FhirServers:north:Subject", "predictor")).WaitUntilReady();
        var body = CdsBodies.Example();
        body["prefetch"]!.AsObject().Remove("appointments");
        Allow(body);
        Assert.Equal(["/prefetch/appointments wrong-subject"], (await (await api.CreateClient().CallAsync(CdsBodies.View, body)).ProblemAsync(412)).Errors());
        Assert.Empty(_asked);
        body["fhirAuthorization"]!["subject"] = "predictor";
        Assert.Single(await (await api.CreateClient().CallAsync(CdsBodies.View, body)).CardsAsync());
    }

    [Theory]
    [InlineData("development", true)]
    [InlineData("cds:other", false)]
    public async Task Without_a_token_the_service_signs_in_itself_for_callers_of_that_ehr_alone(string caller, bool isFetched)
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        var keyFile = Path.GetTempFileName();
        await File.WriteAllTextAsync(keyFile, rsa.ExportPkcs8PrivateKeyPem());
        var grants = 0;
        await using var tokens = await OutgoingHttpTests.ServerAsync(app => app.MapPost("/token", () =>
        {
            grants++;
            return Results.Json(new { access_token = "own-token", token_type = "Bearer", expires_in = 300 });
        }));
        using var api = new ApiFactory(
            model.Folder, ("CdsHooks:LeastBand", "low"), ("Security:Mode", "Development"), ("Security:OutgoingOrigins:0", _ehr!.Urls.Single()),
            ("CdsHooks:FhirServers:north:Url", Server), ("CdsHooks:FhirServers:north:SmartServer", "ehr"), ("CdsHooks:FhirServers:north:Callers:0", caller),
            ("Smart:Servers:ehr:TokenUrl", tokens.Urls.Single() + "/token"), ("Smart:Servers:ehr:ClientId", "predictor"), ("Smart:Servers:ehr:KeyId", "k"), ("Smart:Servers:ehr:PrivateKeyFile", keyFile), ("Smart:Servers:ehr:Scope", "system/*.rs")).WaitUntilReady();
        var body = CdsBodies.Example();
        body["prefetch"]!.AsObject().Remove("appointments");
        body["fhirServer"] = Server;
        var response = await api.CreateClient().CallAsync(CdsBodies.View, body);
        if (isFetched) Assert.Single(await response.CardsAsync());
        else Assert.Equal(["/prefetch/appointments no-authorization"], (await response.ProblemAsync(412)).Errors());
        Assert.Equal(isFetched ? 1 : 0, grants);
        Assert.Equal(isFetched ? ["Bearer own-token"] : [], _asked.Select(a => a.Authorization));
        File.Delete(keyFile);
    }

    [Fact]
    public async Task Tokens_patients_and_addresses_are_not_logged_while_fetching()
    {
        var body = CdsBodies.Example();
        body.Remove("prefetch");
        Allow(body);
        await (await _client!.CallAsync(CdsBodies.View, body)).CardsAsync();
        _answer = _ => Results.Json(new { zq = "zq-answer" }, statusCode: 500);
        await (await _client!.CallAsync(CdsBodies.View, body)).ProblemAsync(412);
        foreach (var mark in new[] { "zq-", "p-1", "/fhir" })
            Assert.All(_api!.Log.Lines.Where(l => l.Level >= LogLevel.Information && !l.Category.StartsWith("Microsoft.Hosting", StringComparison.Ordinal)), l => Assert.DoesNotContain(mark, l.Text, StringComparison.Ordinal));
    }

    private static JsonObject Outcome() => new() { ["resourceType"] = "OperationOutcome", ["issue"] = new JsonArray(new JsonObject { ["severity"] = "error", ["code"] = "timeout" }) };

    private static IResult Json(JsonObject body) => Results.Text(body.ToJsonString(), "application/fhir+json");

    /// <summary>What a card says, without what is drawn anew each time.</summary>
    private static string Detail(System.Text.Json.JsonElement card) => card.GetProperty("detail").GetString()!;

    private static (JsonObject First, JsonObject Second) Halves(JsonObject bundle)
    {
        var (first, second) = (bundle.DeepClone().AsObject(), bundle.DeepClone().AsObject());
        first["entry"] = new JsonArray([.. bundle["entry"]!.AsArray().Take(2).Select(e => e!.DeepClone())]);
        second["entry"] = new JsonArray([.. bundle["entry"]!.AsArray().Skip(2).Select(e => e!.DeepClone())]);
        return (first, second);
    }

    private void Allow(JsonObject body, string scope = Scope)
    {
        body["fhirServer"] = Server;
        body["fhirAuthorization"] = new JsonObject { ["access_token"] = Token, ["token_type"] = "Bearer", ["expires_in"] = 300, ["scope"] = scope, ["subject"] = "cds-service" };
    }

    private async Task AssertMissingAsync(JsonObject body, string reason) =>
        Assert.Equal([$"/prefetch/appointments {reason}", $"/prefetch/episodes {reason}"], (await (await _client!.CallAsync(CdsBodies.View, body)).ProblemAsync(412)).Errors());

    private IResult Own(string query)
    {
        var type = query["fhir/".Length..].Split('/', '?')[0];
        var key = CdsBodies.Keys.First(k => k.Value == type).Key;
        return Json(All[key]?.DeepClone().AsObject() ?? new JsonObject { ["resourceType"] = "Bundle", ["type"] = "searchset", ["total"] = 0 });
    }
}
