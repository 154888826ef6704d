using System.Diagnostics;

namespace Predictor.Api.Load;

/// <summary>
/// Scores of one episode with 40 events and reasons: how many a second, as a share of what a path reaches that only takes the body apart, and how long they take
/// at seven tenths of that. Client and service share the processors.
/// </summary>
internal static class SingleScores
{
    private const string Path = "/v1/risk-scores";
    // Enough that the processors and not the flushing of the disk say how many: a request waits for one or two flushes of some milliseconds.
    private const int AtOnce = 32;
    private const int Rounds = 5;
    private const int WarmUps = 24;
    private const double Load = 0.7;
    private const int PartSeconds = 15;
    private const int LeastParts = 8;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    /// <summary>How much more memory the last quarter of a soak may take than the first: a share, and megabytes beside it.</summary>
    private static readonly (double Share, double Megabytes) MostHeap = (0.1, 16);
    private static readonly (double Share, double Megabytes) MostWorkingSet = (0.2, 64);

    /// <returns>False where a request was not answered with a score, or memory grew.</returns>
    public static async Task<bool> RunAsync(LoadHost host, TimeSpan soak)
    {
        var port = host.Start();
        var bodies = LoadEpisodes.Draw(500, 40, 1);
        ReadOnlyMemory<byte>[] scores = [.. bodies.Select(b => (ReadOnlyMemory<byte>)Connection.Post(Path, b))];
        ReadOnlyMemory<byte>[] constants = [.. bodies.Select(b => (ReadOnlyMemory<byte>)Connection.Post(LoadHost.ConstantPath, b))];
        using (var connection = new Connection())
        {
            await connection.OpenAsync(port);
            host.Constant = (await connection.SendAsync(scores[0])).Body.ToArray();
        }

        // The runtime compiles what it runs often, in steps: until it is done with that takes about a minute.
        for (var warm = 0; warm < WarmUps; warm++) await FullAsync(port, warm % 4 == 3 ? constants : scores);
        var (most, mostConstant) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var ((rate, work), (constant, constantWork)) = (await FullAsync(port, scores), await FullAsync(port, constants));
            Console.WriteLine(FormattableString.Invariant(
                $"scores {rate:F0}/s ({work:F0} us of processor each), constant answers {constant:F0}/s ({constantWork:F0} us), ratio {rate / constant:F2}"));
            (most, mostConstant) = (Math.Max(most, rate), Math.Max(mostConstant, constant));
        }

        Console.WriteLine(FormattableString.Invariant($"best of {Rounds}: scores {most:F0}/s, constant answers {mostConstant:F0}/s, ratio {most / mostConstant:F2}"));
        var errors = await PacedAsync(port, scores, Load * most, TimeSpan.FromSeconds(10), "at seven tenths of that");
        return (soak == TimeSpan.Zero || await SoakAsync(port, scores, Load * most, soak)) && errors == 0;
    }

    /// <summary>As many requests a second as connections that never rest get through, and the microseconds of processor time that each takes, client included.</summary>
    private static async Task<(double Rate, double Microseconds)> FullAsync(int port, ReadOnlyMemory<byte>[] requests)
    {
        var count = 0;
        var before = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Run(async () =>
        {
            using var connection = new Connection();
            await connection.OpenAsync(port);
            for (var n = i; Stopwatch.GetElapsedTime(start) < Round; n += AtOnce)
            {
                var (status, _) = await connection.SendAsync(requests[n % requests.Length]);
                if (status != 200) throw new InvalidOperationException($"Status {status}; expected 200.");
                Interlocked.Increment(ref count);
            }
        })));
        return (count / Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / count);
    }

    /// <summary>Sends at a steady rate, whether or not answers have come, and measures from when a request was due.</summary>
    private static async Task<int> PacedAsync(int port, ReadOnlyMemory<byte>[] requests, double rate, TimeSpan length, string what)
    {
        var total = (int)(rate * length.TotalSeconds);
        var times = new double[total];
        var (next, errors) = (-1, 0);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 2 * AtOnce).Select(_ => Task.Run(async () =>
        {
            using var connection = new Connection();
            await connection.OpenAsync(port);
            for (var n = Interlocked.Increment(ref next); n < total; n = Interlocked.Increment(ref next))
            {
                var due = n / rate;
                while (due - Stopwatch.GetElapsedTime(start).TotalSeconds is > 0 and var early)
                {
                    if (early > 0.002) await Task.Delay(1);
                    else await Task.Yield();
                }

                var (status, _) = await connection.SendAsync(requests[n % requests.Length]);
                if (status != 200) Interlocked.Increment(ref errors);
                times[n] = Stopwatch.GetElapsedTime(start).TotalSeconds - due;
            }
        })));
        Array.Sort(times);
        Console.WriteLine(FormattableString.Invariant(
            $"{what}: {rate:F0}/s for {length.TotalSeconds:F0} s, median {1000 * times[total / 2]:F2} ms, 99th percentile {1000 * times[(int)(0.99 * total)]:F2} ms, most {1000 * times[^1]:F1} ms, {errors} errors"));
        return errors;
    }

    /// <summary>A long load, in parts, after each of which memory is looked at.</summary>
    private static async Task<bool> SoakAsync(int port, ReadOnlyMemory<byte>[] requests, double rate, TimeSpan length)
    {
        var parts = Math.Max(LeastParts, (int)(length.TotalSeconds / PartSeconds));
        var (heap, workingSet, errors) = (new double[parts], new double[parts], 0);
        for (var part = 0; part < parts; part++)
        {
            errors += await PacedAsync(port, requests, rate, length / parts, FormattableString.Invariant($"soak {part + 1} of {parts}"));
            GC.Collect();
            GC.WaitForPendingFinalizers();
            heap[part] = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
            using var process = Process.GetCurrentProcess();
            workingSet[part] = process.WorkingSet64 / 1e6;
            Console.WriteLine(FormattableString.Invariant($"  heap {heap[part]:F0} MB, working set {workingSet[part]:F0} MB"));
        }

        Console.WriteLine(FormattableString.Invariant($"soak of {length.TotalMinutes:F1} min: {errors} errors"));
        var isFlat = IsFlat("heap", heap, MostHeap) & IsFlat("working set", workingSet, MostWorkingSet);
        return isFlat && errors == 0;
    }

    /// <summary>Compares the first quarter with the last.</summary>
    private static bool IsFlat(string what, double[] megabytes, (double Share, double Megabytes) most)
    {
        var quarter = megabytes.Length / 4;
        var (first, last) = (megabytes[..quarter].Average(), megabytes[^quarter..].Average());
        var limit = (first * (1 + most.Share)) + most.Megabytes;
        Console.WriteLine(FormattableString.Invariant($"{what}: first quarter {first:F1} MB, last quarter {last:F1} MB, at most {limit:F1} MB{(last <= limit ? "" : ": IT GREW")}"));
        return last <= limit;
    }
}
