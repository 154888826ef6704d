using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Predictor.Care.Outcome;
using Predictor.Care.Reading;
using Predictor.Care.Timelines;
using Predictor.EndToEnd.Tests.Processes;
using Predictor.EndToEnd.Tests.Readme;
using Predictor.Risk.Packaging;
using Xunit;

namespace Predictor.EndToEnd.Tests.Serving;

/// <summary>A client's score is the same to the last bit, whether the command line reads it from an export or the service from a request.</summary>
public sealed class ParityTests
{
    [Fact]
    public Task On_real_data_the_command_line_and_the_service_agree_to_the_last_bit() => AssertParityAsync(Repository.SampleModel, Repository.Sample, "2008-06-30");

    [Fact]
    public Task On_the_simulated_clinic_with_all_its_columns_they_agree_as_well() => AssertParityAsync(Repository.DemoModel, Repository.DemoClinic, ReadmeText.DemoDay);

    private static async Task AssertParityAsync(string model, string data, string day)
    {
        var run = await Run.PredictorAsync("score", "--model", model, "--data", data, "--as-of", day, "--explain", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        var byEpisode = JsonNode.Parse(run.Output)!["scores"]!.AsArray().ToDictionary(s => (string)s!["episodeId"]!);

        await using var service = await Service.StartAsync(model);
        var options = PackageReader.Read(model).Pipeline;
        var instant = options.Calendar.Day(DateOnly.Parse(day));
        var scored = 0;
        foreach (var episode in PriorEpisodes.Count(new ExportReader().Read(data).Episodes, options.Outcome, options.Calendar))
        {
            var expected = byEpisode[episode.EpisodeId]!;
            if ((string)expected["status"]! != "scored") continue;
            using var body = new StringContent(EpisodeBody.Of(AsOf.Known(episode, instant.Ticks), day), new MediaTypeHeaderValue("application/json"));
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
