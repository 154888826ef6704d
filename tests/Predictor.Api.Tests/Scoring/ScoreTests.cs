using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Predictor.Api.Tests.Support;
using Predictor.Risk.Scoring;
using Xunit;

namespace Predictor.Api.Tests.Scoring;

[Collection(TrainedModelCollection.Name)]
public sealed class ScoreTests(TrainedModelFixture model)
{
    private readonly HttpClient _client = model.Api.CreateClient();

    [Fact]
    public async Task The_answer_is_that_of_the_scorer_to_the_last_bit()
    {
        var scorer = new RiskScorer(model.Package);
        var probabilities = new HashSet<double>();
        foreach (var episode in model.Episodes.Take(40))
        {
            foreach (var head in model.Package.Heads)
            {
                var asOf = episode.Appointments[^1].StartsAt.Known.AddDays(1).AddTicks(1234567);
                var expected = scorer.Score(episode, asOf.UtcTicks, head, Explanation.Full);

                var response = await _client.PostAsync($"/v1/risk-scores?explain=full&horizonDays={head.HorizonDays}", Bodies.Json(Bodies.Of(episode, asOf)));

                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                var text = await response.Content.ReadAsStringAsync();
                Assert.Equal(JsonSerializer.Serialize(expected, ScoreJson.Options), text);
                // Not only the same text: the text gives the same doubles back.
                var answer = JsonElement.Parse(text);
                Assert.Equal(BitConverter.DoubleToInt64Bits(expected.Probability!.Value), BitConverter.DoubleToInt64Bits(answer.GetProperty("probability").GetDouble()));
                Assert.Equal(BitConverter.DoubleToInt64Bits(expected.Percentile!.Value), BitConverter.DoubleToInt64Bits(answer.GetProperty("percentile").GetDouble()));
                var contributions = answer.GetProperty("contributions");
                foreach (var (code, value) in expected.Contributions!) Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(contributions.GetProperty(code).GetDouble()));
                probabilities.Add(expected.Probability.Value);
            }
        }

        Assert.True(probabilities.Count > 40, "The model tells the episodes apart too little to show anything.");
    }

    [Theory]
    [InlineData("", true, false)]
    [InlineData("?explain=none", false, false)]
    [InlineData("?explain=reasons", true, false)]
    [InlineData("?explain=full", true, true)]
    public async Task As_much_is_explained_as_is_asked_for(string query, bool hasReasons, bool hasContributions)
    {
        var score = await ScoreAsync(Bodies.Example(), query);
        Assert.Equal(hasReasons, score.TryGetProperty("reasons", out _));
        Assert.Equal(hasReasons, score.TryGetProperty("suggestedActions", out _));
        Assert.Equal(hasContributions, score.TryGetProperty("contributions", out _));
    }

    [Fact]
    public async Task A_reason_says_what_happened_and_adds_up_to_its_contributions()
    {
        var score = await ScoreAsync(Bodies.Example(), "?explain=full");
        var reasons = score.GetProperty("reasons").EnumerateArray().ToList();
        Assert.NotEmpty(reasons);
        foreach (var reason in reasons)
        {
            Assert.Equal(reason.GetProperty("features").EnumerateArray().Sum(f => score.GetProperty("contributions").GetProperty(f.GetString()!).GetDouble()), reason.GetProperty("logOdds").GetDouble(), 1e-9);
            Assert.Equal(reason.GetProperty("logOdds").GetDouble() > 0 ? "raises" : "lowers", reason.GetProperty("effect").GetString());
            Assert.False(string.IsNullOrEmpty(reason.GetProperty("text").GetString()));
            Assert.All(reason.GetProperty("values").EnumerateObject(), v => Assert.True(v.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String));
        }

        var codes = reasons.Select(r => r.GetProperty("code").GetString()).ToHashSet();
        foreach (var action in score.GetProperty("suggestedActions").EnumerateArray()) Assert.All(action.GetProperty("because").EnumerateArray(), b => Assert.Contains(b.GetString(), codes));
    }

    [Theory]
    [InlineData("", 28)]
    [InlineData("?horizonDays=28", 28)]
    [InlineData("?horizonDays=7", 7)]
    public async Task The_horizon_is_the_first_of_the_model_unless_another_is_asked_for(string query, int horizon)
    {
        var score = await ScoreAsync(Bodies.Example(), query);
        Assert.Equal(horizon, score.GetProperty("horizonDays").GetInt32());
        Assert.Equal(model.Package.HeadOf(horizon)!.BaseRate, score.GetProperty("baseRate").GetDouble());
    }

    [Fact]
    public async Task Records_after_the_moment_of_the_score_are_left_out_and_a_note_says_so()
    {
        var body = Bodies.Example();
        var before = await ScoreAsync(body);
        body["appointments"]!.AsArray().Add(JsonNode.Parse("""{ "appointmentId": "later", "bookedAt": "2026-03-21T09:00:00Z", "startsAt": "2026-03-23T09:00:00Z", "status": "fulfilled" }"""));
        body["measures"]!.AsArray().Add(JsonNode.Parse("""{ "takenAt": "2026-03-24T09:00:00Z", "instrument": "SRS", "score": 0 }"""));

        var after = await ScoreAsync(body);

        Assert.Equal(before.GetProperty("probability").GetDouble(), after.GetProperty("probability").GetDouble());
        Assert.Contains("2 records later than the time of the score were left out.", Notes(after));
        Assert.DoesNotContain(Notes(before), n => n!.Contains("later", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_episode_that_has_ended_is_over()
    {
        var body = Bodies.Example();
        body["episode"]!["endedOn"] = "2026-03-17";
        body["episode"]!["endReason"] = "completed";
        await AssertUnscoredAsync(body, "over", "The episode has ended.");
    }

    [Fact]
    public async Task A_client_known_to_be_gone_is_over()
    {
        var body = Bodies.Example();
        body["asOf"] = "2026-06-01T00:00:00Z";
        await AssertUnscoredAsync(body, "over", "No session was attended for 42 days: the client counts as gone.");
    }

    [Fact]
    public async Task Without_any_appointment_the_score_is_withheld()
    {
        var body = Bodies.Example();
        body["appointments"] = new JsonArray();
        await AssertUnscoredAsync(body, "withheld", "No appointment is known yet that the clinic did not cancel: there is nothing to judge by.");
    }

    [Fact]
    public async Task A_day_stands_for_its_end()
    {
        var body = Bodies.Example();
        body["asOf"] = "2026-03-20";
        Assert.Equal("2026-03-21T00:00:00Z", (await ScoreAsync(body)).GetProperty("asOf").GetString());
    }

    [Fact]
    public async Task The_order_of_events_makes_no_difference()
    {
        var body = Bodies.Example();
        var first = (await ScoreAsync(body, "?explain=full")).GetRawText();
        body["appointments"] = new JsonArray([.. body["appointments"]!.AsArray().Reverse().Select(n => n!.DeepClone())]);
        body["measures"] = new JsonArray([.. body["measures"]!.AsArray().Reverse().Select(n => n!.DeepClone())]);
        Assert.Equal(first, (await ScoreAsync(body, "?explain=full")).GetRawText());
    }

    [Fact]
    public async Task Requests_at_the_same_time_get_the_same_answer()
    {
        var bodies = model.Episodes.Take(8).Select(e => Encoding.UTF8.GetBytes(Bodies.Of(e, e.Appointments[^1].StartsAt.Known.AddDays(3)).ToJsonString())).ToList();
        var alone = new List<string>();
        foreach (var body in bodies) alone.Add(await TextAsync(body));

        // As many as may be at work and wait.
        const int AtOnce = 250;
        var together = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Run(() => TextAsync(bodies[i % bodies.Count]))));

        for (var i = 0; i < together.Length; i++) Assert.Equal(alone[i % bodies.Count], together[i]);

        async Task<string> TextAsync(byte[] body) => await (await _client.PostAsync("/v1/risk-scores?explain=full", Bodies.Json(body))).EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static List<string?> Notes(JsonElement score) => [.. score.GetProperty("notes").EnumerateArray().Select(n => n.GetString())];

    private async Task AssertUnscoredAsync(JsonObject body, string status, string note)
    {
        var score = await ScoreAsync(body, "?explain=full");
        Assert.Equal(status, score.GetProperty("status").GetString());
        Assert.False(score.TryGetProperty("probability", out _));
        Assert.Contains(note, Notes(score));
    }

    private async Task<JsonElement> ScoreAsync(JsonObject body, string query = "")
    {
        var response = await _client.PostAsync("/v1/risk-scores" + query, Bodies.Json(body));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        return await response.JsonAsync();
    }
}
