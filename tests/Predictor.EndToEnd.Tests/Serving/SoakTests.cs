using System.Diagnostics;
using System.Net.Http.Headers;
using Predictor.EndToEnd.Tests.Processes;
using Predictor.EndToEnd.Tests.Readme;
using Predictor.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Predictor.EndToEnd.Tests.Serving;

/// <summary>Many requests at once and one after another: each gets the same answer, and memory stays flat.</summary>
[Trait("Category", "Long")]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int AtOnce = 8;
    private const long Growth = 64L * 1024 * 1024;

    private static readonly int Requests = CheckScale.Value == 1 ? 400 : 2000;

    [Fact]
    public async Task Every_answer_is_the_same_and_memory_does_not_grow()
    {
        await using var service = await Service.StartAsync(Repository.SampleModel);
        var command = ReadmeText.Block("sh", "curl");
        var body = command[(command.IndexOf("-d '", StringComparison.Ordinal) + 4)..command.LastIndexOf('\'')];
        var first = await PostAsync(service, body);
        await RepeatAsync(service, body, first);
        var before = ResidentBytes(service.ProcessId);

        var watch = Stopwatch.StartNew();
        for (var round = 0; round < CheckScale.Value; round++) await RepeatAsync(service, body, first);
        output.WriteLine($"{CheckScale.Value * Requests} requests in {watch.Elapsed.TotalSeconds:0.0} s, {AtOnce} at once");

        var after = ResidentBytes(service.ProcessId);
        Assert.True(after - before < Growth, $"resident memory went from {before} to {after} bytes");
    }

    [Fact]
    public async Task One_request_after_another_gets_the_same_answer_and_the_median_time_is_printed()
    {
        await using var service = await Service.StartAsync(Repository.SampleModel);
        var command = ReadmeText.Block("sh", "curl");
        var body = command[(command.IndexOf("-d '", StringComparison.Ordinal) + 4)..command.LastIndexOf('\'')];
        var first = await PostAsync(service, body);
        var times = new List<double>();
        for (var i = 0; i < Requests; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await PostAsync(service, body);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Assert.Equal(first, answer);
        }

        var late = times.Skip(Requests / 2).Order().ToList();
        output.WriteLine($"median {late[late.Count / 2]:0.000} ms, 99th percentile {late[late.Count * 99 / 100]:0.000} ms over loopback, client included");
    }

    private static async Task RepeatAsync(Service service, string body, string expected) =>
        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => Assert.Equal(expected, await PostAsync(service, body)));

    private static async Task<string> PostAsync(Service service, string body)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var answer = await service.Client.PostAsync(new Uri("/v1/risk-scores?explain=full", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    private static long ResidentBytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }
}
