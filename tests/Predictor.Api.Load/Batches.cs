using System.Diagnostics;

namespace Predictor.Api.Load;

/// <summary>Episodes a second in batches, client included; and what a single score takes while batches run.</summary>
internal static class Batches
{
    private const string Path = "/v1/risk-scores/batch";
    private const string ContentType = "application/x-ndjson";
    private const int Lines = 20_000;
    private const int Rounds = 5;

    public static async Task RunAsync(LoadHost host)
    {
        var port = host.Start();
        foreach (var (events, explain) in new[] { (10, "none"), (40, "reasons") })
        {
            var drawn = LoadEpisodes.Draw(500, events, 2);
            byte[] body = [.. Enumerable.Range(0, Lines).SelectMany(i => (byte[])[.. drawn[i % drawn.Length], (byte)'\n'])];
            var request = Connection.Post($"{Path}?explain={explain}", body, ContentType);
            var best = double.MaxValue;
            for (var round = 0; round < Rounds; round++)
            {
                using var connection = new Connection();
                await connection.OpenAsync(port);
                var start = Stopwatch.GetTimestamp();
                var lines = await connection.CountLinesAsync(request);
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
                if (lines != Lines) throw new InvalidOperationException($"{lines} lines were answered; expected {Lines}.");
            }

            Console.WriteLine(FormattableString.Invariant($"{events} events, {explain}: {Lines / best:F0} episodes/s, best of {Rounds} batches of {Lines}"));
        }
    }
}
