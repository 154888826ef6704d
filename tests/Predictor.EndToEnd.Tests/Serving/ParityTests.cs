using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Predictor.Care.Outcome;
using Predictor.Care.Reading;
using Predictor.Care.Timelines;
using Predictor.EndToEnd.Tests.Processes;
using Predictor.Risk.Packaging;
using Xunit;

namespace Predictor.EndToEnd.Tests.Serving;

/// <summary>A client's score is the same to the last bit, whether the command line reads it from an export or the service from a request.</summary>
public sealed class ParityTests
{
    private const string Day = "2008-06-30";

    [Fact]
    public async Task Score_and_contributions_of_the_command_line_and_of_the_service_agree_to_the_last_bit()
    {
        var run = await Run.PredictorAsync("score", "--model", Repository.SampleModel, "--data", Repository.Sample, "--as-of", Day, "--explain", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        var byEpisode = JsonNode.Parse(run.Output)!["scores"]!.AsArray().ToDictionary(s => (string)s!["episodeId"]!);

        await using var service = await Service.StartAsync(Repository.SampleModel);
        var options = PackageReader.Read(Repository.SampleModel).Pipeline;
        var instant = options.Calendar.Day(DateOnly.Parse(Day));
        var scored = 0;
        foreach (var episode in PriorEpisodes.Count(new ExportReader().Read(Repository.Sample).Episodes, options.Outcome, options.Calendar))
        {
            var expected = byEpisode[episode.EpisodeId]!;
            if ((string)expected["status"]! != "scored") continue;
            using var body = new StringContent(EpisodeBody.Of(AsOf.Known(episode, instant.Ticks), Day), new MediaTypeHeaderValue("application/json"));
            using var answer = await service.Client.PostAsync(new Uri("/v1/risk-scores?explain=full", UriKind.Relative), body);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, text);
            // As text: two numbers that print the same have the same bits.
            Assert.Equal(expected.ToJsonString(), JsonNode.Parse(text)!.ToJsonString());
            scored++;
        }

        Assert.True(scored > 100, $"{scored} episodes were scored");
    }
}
