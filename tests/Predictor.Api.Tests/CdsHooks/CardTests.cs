using System.Text.Json;
using System.Text.Json.Nodes;
using Predictor.Api.CdsHooks;
using Predictor.Api.CdsHooks.Cards;
using Predictor.Care.Time;
using Predictor.Risk.Reasons;
using Predictor.Risk.Reasons.Actions;
using Predictor.Risk.Scoring;
using Xunit;

namespace Predictor.Api.Tests.CdsHooks;

public sealed class CardTests
{
    [Theory]
    [InlineData("low", 0.0001, "info", "**1 %**")]
    [InlineData("moderate", 0.3, "info", "**30 %**")]
    [InlineData("high", 0.5, "warning", "**50 %**")]
    [InlineData("very-high", 0.99999, "critical", "**99 %**")]
    public void The_indicator_follows_the_band_and_no_chance_is_said_to_be_certain(string band, double probability, string indicator, string told)
    {
        var card = CardOf(Score(band, probability, "The last session was missed", []));
        Assert.Equal(indicator, card.GetProperty("indicator").GetString());
        Assert.StartsWith(told, card.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(band.Replace('-', ' '), card.GetProperty("summary").GetString(), StringComparison.Ordinal);
        // Nothing to try, and so nothing to choose from.
        Assert.False(card.TryGetProperty("suggestions", out _));
    }

    [Fact]
    public void Text_from_data_is_no_markup()
    {
        var card = CardOf(Score("high", 0.5, "Evil\n# [x](javascript:y) <script>alert(1)</script> ![p](https://evil.example/p.png)", [new SuggestedAction("safety-first", "Ask", "Ask first", [])]));
        var detail = card.GetProperty("detail").GetString()!;
        Assert.DoesNotContain("<", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("\n#", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("](", detail.Replace("\\](", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("urgent", card.GetProperty("suggestions")[0].GetProperty("actions")[0].GetProperty("resource").GetProperty("priority").GetString());
    }

    [Theory]
    [InlineData("very-high", "warning")]
    [InlineData("high", "warning")]
    [InlineData("moderate", "warning")]
    [InlineData("low", "info")]
    public void The_indicator_of_a_band_is_the_one_of_the_configuration_where_that_names_one(string band, string indicator)
    {
        var options = new CdsOptions { Indicators = { ["very-high"] = "warning", ["moderate"] = "warning" } };
        Assert.Empty(options.Problems());
        Assert.Equal(indicator, CardOf(Score(band, 0.5, "The last session was missed", []), options).GetProperty("indicator").GetString());
    }

    [Theory]
    [InlineData("extreme", "info", "CdsHooks:Indicators has the band 'extreme'")]
    [InlineData("high", "alarming", "CdsHooks:Indicators:high is 'alarming'")]
    [InlineData("very-high", "info", "CdsHooks:Indicators gives very-high a lesser indicator than high")]
    [InlineData("low", "critical", "CdsHooks:Indicators gives moderate a lesser indicator than low")]
    public void Indicators_that_make_no_sense_are_told_at_start(string band, string indicator, string problem) =>
        Assert.StartsWith(problem, Assert.Single(new CdsOptions { Indicators = { [band] = indicator } }.Problems()), StringComparison.Ordinal);

    private static JsonElement CardOf(RiskScore score, CdsOptions? options = null)
    {
        var errors = new CdsErrors();
        var call = CdsCall.Read(JsonElement.Parse(CdsBodies.Example().ToJsonString()), CdsService.PatientView, ClinicCalendar.Utc, errors)!;
        var answer = new JsonObject { ["cards"] = new JsonArray(Card.Of(Guid.NewGuid(), score, call, null, ClinicCalendar.Utc, options ?? new CdsOptions())) };
        var element = JsonElement.Parse(answer.ToJsonString());
        CardRules.Check(element);
        return element.GetProperty("cards")[0];
    }

    private static RiskScore Score(string band, double probability, string reason, IReadOnlyList<SuggestedAction> actions) => new()
    {
        EpisodeId = "e-1",
        AsOf = new DateTimeOffset(2026, 3, 20, 9, 0, 0, TimeSpan.Zero),
        Status = ScoreStatus.Scored,
        HorizonDays = 28,
        Probability = probability,
        Band = band,
        BaseRate = 0.2,
        Reasons = [new Reason { Code = "c", Family = "attendance", Effect = ReasonEffect.Raises, LogOdds = 1, ProbabilityChange = 0.1, Text = reason, Features = ["c"], Values = new Dictionary<string, FeatureValue>() }],
        SuggestedActions = actions,
        Notes = [],
        Model = new ScoredBy("small", "1.2.3", "0"),
    };
}
