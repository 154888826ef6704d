using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Scoring;

[Collection(TrainedModelCollection.Name)]
public sealed class BadBodyTests(TrainedModelFixture model)
{
    private readonly HttpClient _client = model.Api.CreateClient();

    public static TheoryData<string, byte[], string> NoJson => new()
    {
        { "nothing", [], " invalid-json" },
        { "a space", " "u8.ToArray(), " invalid-json" },
        { "cut short", "{\"asOf\":"u8.ToArray(), " invalid-json" },
        { "two documents", "{}{}"u8.ToArray(), " invalid-json" },
        { "a comment", "{/* */}"u8.ToArray(), " invalid-json" },
        { "not a number", "{\"asOf\":NaN}"u8.ToArray(), " invalid-json" },
        { "a byte order mark", [0xEF, 0xBB, 0xBF, .. "{}"u8], " invalid-json" },
        { "UTF-16", Encoding.Unicode.GetBytes("{}"), " invalid-json" },
        { "a lone byte of UTF-8", [.. "{\"asOf\":\""u8, 0xC3, .. "\"}"u8], " invalid-utf8" },
        { "too deep", Encoding.UTF8.GetBytes(new string('[', 100_000)), " invalid-json" },
    };

    [Theory]
    [MemberData(nameof(NoJson))]
    public async Task What_is_no_JSON_is_a_bad_request(string what, byte[] body, string error)
    {
        Assert.NotEmpty(what);
        var response = await _client.PostAsync("/v1/risk-scores", Bodies.Json(body));
        Assert.Equal([error], (await response.ProblemAsync(400)).Errors());
    }

    [Theory]
    [InlineData("null", " wrong-type")]
    [InlineData("[]", " wrong-type")]
    [InlineData("\"text\"", " wrong-type")]
    [InlineData("{}", "/episode missing-value, /appointments missing-value, /asOf missing-value")]
    [InlineData("{\"asOf\":\"2026-03-20T09:00\",\"episode\":[],\"appointments\":{}}", "/appointments wrong-type, /asOf missing-offset, /episode wrong-type")]
    public async Task JSON_that_is_no_episode_is_unprocessable(string body, string errors)
    {
        var response = await _client.PostAsync("/v1/risk-scores", Bodies.Json(body));
        Assert.Equal(errors, string.Join(", ", (await response.ProblemAsync(422)).Errors()));
    }

    [Theory]
    [InlineData("/episode/ageAtStart", "1e999", "not-a-number")]
    [InlineData("/episode/ageAtStart", "-1", "out-of-range")]
    [InlineData("/episode/ageAtStart", "\"34\"", "wrong-type")]
    [InlineData("/episode/priorEpisodes", "1.5", "out-of-range")]
    [InlineData("/episode/s_gender", "\"f\"", "audit-attribute-refused")]
    [InlineData("/episode/unknown", "1", "unknown-field")]
    [InlineData("/episode/x_list", "[1]", "wrong-type")]
    [InlineData("/episode/clientId", "null", "missing-value")]
    [InlineData("/episode/priorDropouts", "5", "impossible-count")]
    [InlineData("/episode/endReason", "\"moved\"", "end-without-date")]
    [InlineData("/appointments/0/unknown", "1", "unknown-field")]
    [InlineData("/appointments/0/status", "\"attended\"", "unknown-code")]
    [InlineData("/appointments/0/startsAt", "\"2026-02-30\"", "not-a-time")]
    [InlineData("/appointments/0/startsAt", "\"2026-01-19T09:00\"", "missing-offset")]
    [InlineData("/appointments/0/cancelledBy", "\"client\"", "not-cancelled")]
    [InlineData("/appointments/0/episodeId", "\"another\"", "mismatched-episode")]
    [InlineData("/appointments/0/bookedAt", "\"2026-01-20\"", "impossible-order")]
    [InlineData("/appointments/1/appointmentId", "\"a-1\"", "duplicate-id")]
    [InlineData("/measures/0/score", "99", "out-of-range")]
    [InlineData("/measures/0/unknown", "1", "unknown-field")]
    [InlineData("/payments/0/unknown", "1", "unknown-field")]
    [InlineData("/payments/0/amount", "-1", "out-of-range")]
    [InlineData("/contacts/0/unknown", "1", "unknown-field")]
    [InlineData("/contacts/0/channel", "\"\\ud800\"", "wrong-type")]
    [InlineData("/asOf", "\"2026-03-20T09:00\"", "missing-offset")]
    [InlineData("/asOf", "5", "wrong-type")]
    [InlineData("/unknown", "1", "unknown-field")]
    public async Task A_wrong_field_is_named_by_its_pointer(string place, string value, string code)
    {
        var response = await _client.PostAsync("/v1/risk-scores", Bodies.Json(With(place, value)));
        var problem = await response.ProblemAsync(422);
        Assert.Equal([$"{place} {code}"], problem.Errors());
        Assert.NotEmpty(problem.GetProperty("errors")[0].GetProperty("expected").GetString()!);
    }

    [Fact]
    public async Task All_wrong_fields_are_named_at_once()
    {
        var body = With("/episode/ageAtStart", "-1").Replace("\"noshow\"", "\"away\"", StringComparison.Ordinal).Replace("\"charge\"", "\"fee\"", StringComparison.Ordinal);
        var response = await _client.PostAsync("/v1/risk-scores", Bodies.Json(body));
        Assert.Equal(["/episode/ageAtStart out-of-range", "/appointments/3/status unknown-code", "/payments/0/kind unknown-code"], (await response.ProblemAsync(422)).Errors());
    }

    [Fact]
    public async Task A_field_that_is_given_twice_is_refused()
    {
        var body = Bodies.Example().ToJsonString().Replace("\"payer\":", "\"payer\":\"public\",\"payer\":", StringComparison.Ordinal);
        var response = await _client.PostAsync("/v1/risk-scores", Bodies.Json(body));
        Assert.Equal(["/episode/payer duplicate-field"], (await response.ProblemAsync(422)).Errors());
    }

    [Fact]
    public async Task Too_many_events_are_refused_with_the_limit()
    {
        using var api = new ApiFactory(model.Folder, ("Limits:Events", "10")).WaitUntilReady();
        var response = await api.CreateClient().PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()));
        var problem = await response.ProblemAsync(422);
        Assert.Equal([" too-many-events"], problem.Errors());
        Assert.Equal("at most 10 events", problem.GetProperty("errors")[0].GetProperty("expected").GetString());
    }

    [Fact]
    public async Task A_flood_of_errors_is_counted_and_not_listed_to_the_end()
    {
        var body = Bodies.Example();
        body["contacts"] = new JsonArray([.. Enumerable.Range(0, 5000).Select(_ => new JsonObject())]);
        var problem = await (await _client.PostAsync("/v1/risk-scores", Bodies.Json(body))).ProblemAsync(422);
        Assert.Equal(100, problem.Errors().Count);
        Assert.Equal("Errors: 5000; the first 100 are listed.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/x-ndjson")]
    [InlineData("application/vnd.api+json")]
    public async Task Another_content_type_is_not_supported(string contentType)
    {
        var response = await _client.PostAsync("/v1/risk-scores", Bodies.Json(Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString()), contentType));
        await response.ProblemAsync(415);
    }

    [Fact]
    public async Task No_content_type_and_an_unknown_coding_are_not_supported()
    {
        var untyped = new ByteArrayContent("{}"u8.ToArray());
        await (await _client.PostAsync("/v1/risk-scores", untyped)).ProblemAsync(415);
        var compressed = Bodies.Json(Bodies.Example());
        compressed.Headers.ContentEncoding.Add("zstd");
        await (await _client.PostAsync("/v1/risk-scores", compressed)).ProblemAsync(415);
    }

    [Theory]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("Application/JSON; charset=\"utf-8\"")]
    public async Task UTF_8_may_be_said(string contentType)
    {
        var response = await _client.PostAsync("/v1/risk-scores", Bodies.Json(Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString()), contentType));
        Assert.True(response.IsSuccessStatusCode);
    }

    /// <summary>The example with one value set.</summary>
    private static string With(string place, string value)
    {
        var body = Bodies.Example();
        var path = place.Split('/')[1..];
        JsonNode parent = body;
        foreach (var step in path[..^1]) parent = int.TryParse(step, CultureInfo.InvariantCulture, out var index) ? parent[index]! : parent[step]!;
        // A mark in its place, since a node cannot hold a number as large as some of these.
        parent[path[^1]] = "@@";
        return body.ToJsonString().Replace("\"@@\"", value, StringComparison.Ordinal);
    }
}
