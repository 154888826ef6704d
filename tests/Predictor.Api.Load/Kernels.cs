using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Predictor.Api.Models;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Load;

/// <summary>What the parts of one score take on one thread, without HTTP.</summary>
internal static class Kernels
{
    public static void Run(string folder)
    {
        var model = new LoadedModel(PackageReader.Read(folder), 10_000);
        foreach (var (events, explanation) in new[] { (10, Explanation.None), (40, Explanation.None), (40, Explanation.Reasons), (40, Explanation.Full) })
        {
            var bodies = LoadEpisodes.Draw(200, events, 1);
            var readings = bodies.Select(b => model.Reader.Read(b)).ToArray();
            if (readings.FirstOrDefault(r => r.HasErrors) is { } wrong) throw new InvalidOperationException("A drawn body was refused.");
            var scores = readings.Select(r => model.Scorer.Score(r.Episode!, r.AsOf!.Value.Ticks, model.Package.Heads[0], explanation)).ToArray();
            var read = Time(i => model.Reader.Read(bodies[i]));
            var score = Time(i => model.Scorer.Score(readings[i].Episode!, readings[i].AsOf!.Value.Ticks, model.Package.Heads[0], explanation));
            var bytes = new ArrayBufferWriter<byte>(64 * 1024);
            using var json = new Utf8JsonWriter(bytes);
            var write = Time(i => Write(json, bytes, scores[i]));
            Console.WriteLine(FormattableString.Invariant($"{events} events, {explanation}: {bodies.Average(b => b.Length):F0} bytes; read {read}, score {score}, write {write}"));
        }
    }

    private static ArrayBufferWriter<byte> Write(Utf8JsonWriter json, ArrayBufferWriter<byte> bytes, RiskScore score)
    {
        bytes.ResetWrittenCount();
        json.Reset();
        ScoreJson.Write(json, score);
        json.Flush();
        return bytes;
    }

    private static string Time(Func<int, object> action)
    {
        var best = double.MaxValue;
        for (var repeat = 0; repeat < 100; repeat++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < 200; i++) action(i);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / 200);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++) action(i);
        return FormattableString.Invariant($"{best:F1} us {(GC.GetAllocatedBytesForCurrentThread() - before) / 200e3:F1} kB");
    }
}
