using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Predictor.Api.Operations;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Privacy;

/// <summary>
/// Drives every endpoint with marked values in every field, header, path and query, with all logging turned on, and looks for the marks in all that the service leaves behind: its log, its
/// metrics, its files. The endpoints come from the service itself.
/// </summary>
[Collection(TrainedModelCollection.Name)]
public sealed class EveryEndpointTests(TrainedModelFixture model)
{
    [Fact]
    public void Every_endpoint_that_takes_a_body_is_tried_with_a_good_one() =>
        Assert.Empty(Endpoints(model.Api).Where(MarkedRequests.LacksGoodBody).Select(MarkedRequests.NameOf));

    [Fact]
    public async Task No_line_of_the_log_and_no_label_of_a_metric_holds_anything_of_a_request()
    {
        var labels = new ConcurrentDictionary<string, string>();
        using var meters = new MeterListener { InstrumentPublished = Listen };
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, tags));
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
        meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Keep(instrument, tags));
        meters.Start();
        using var api = new ApiFactory(model.Folder, [.. AllLogging]).OnKestrel().WaitUntilReady();
        using var client = api.CreateClient();
        var seen = await DriveAsync(client, Endpoints(api));
        meters.RecordObservableInstruments();

        Assert.NotEmpty(api.Log.Lines);
        foreach (var mark in MarkedRequests.Marks.Concat(seen))
        {
            Assert.DoesNotContain(api.Log.Lines, l => $"{l.Text} {string.Join(' ', l.Values.Values)}".Contains(mark, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(labels.Keys, l => l.Contains(mark, StringComparison.OrdinalIgnoreCase));
        }

        Assert.Contains(labels.Keys, l => l.Contains("http.route", StringComparison.Ordinal));

        // What the client of the test measures is no business of the service.
        static void Listen(Instrument instrument, MeterListener listener)
        {
            if (!instrument.Meter.Name.StartsWith("System.Net", StringComparison.Ordinal)) listener.EnableMeasurementEvents(instrument);
        }

        void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var (key, value) in tags) labels[string.Create(CultureInfo.InvariantCulture, $"{instrument.Name} {key}={value}")] = "";
        }
    }

    [Fact]
    public async Task Nothing_that_a_process_prints_or_writes_holds_anything_of_a_request()
    {
        using var place = new TemporaryFolder();
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [typeof(LimitOptions).Assembly.Location, "--urls", address.ToString(), "--Model:Folder", model.Folder, "--Security:Mode=Development"])
        {
            WorkingDirectory = place.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in AllLogging) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start)!;
        IReadOnlyList<string> seen;
        string output, error;
        try
        {
            var (reading, readingErrors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            using var client = new HttpClient { BaseAddress = address };
            await UntilReadyAsync(client, process);
            seen = await DriveAsync(client, Endpoints(model.Api));
            Terminate(process);
            (output, error) = (await reading, await readingErrors);
            await process.WaitForExitAsync();
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        // It did log, and it did keep records.
        Assert.Contains("Predictor.Api.Operations.RequestLog", output, StringComparison.Ordinal);
        var files = Directory.GetFiles(place.Path, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.ReadAllText);
        Assert.Contains(files, f => f.Value.Contains("\"outcome\":\"scored\"", StringComparison.Ordinal));
        foreach (var mark in MarkedRequests.Marks.Concat(seen))
        {
            Assert.DoesNotContain(mark, output, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(mark, error, StringComparison.OrdinalIgnoreCase);
            Assert.All(files, f => Assert.DoesNotContain(mark, f.Value, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>Every setting by which somebody could try to make the log tell more.</summary>
    private static IEnumerable<(string Key, string Value)> AllLogging =>
    [
        ("Logging:LogLevel:Default", "Trace"),
        ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
        ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"),
        ("Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel", "Trace"),
        ("Logging:Console:LogLevel:Default", "Trace"),
        ("Logging:Console:LogLevel:Microsoft", "Trace"),
        ("Logging:Console:FormatterName", "json"),
        ("Logging:Console:FormatterOptions:IncludeScopes", "true"),
    ];

    private static List<RouteEndpoint> Endpoints(ApiFactory api)
    {
        var endpoints = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count >= 6);
        return endpoints;
    }

    /// <summary>Sends all requests.</summary>
    /// <returns>Probabilities that were answered: nor may those be found.</returns>
    private static async Task<IReadOnlyList<string>> DriveAsync(HttpClient client, List<RouteEndpoint> endpoints)
    {
        var probabilities = new HashSet<string>();
        foreach (var endpoint in endpoints)
        {
            using var good = MarkedRequests.GoodTo(endpoint);
            using var answer = await client.SendAsync(good);
            Assert.True(answer.IsSuccessStatusCode || endpoint.RoutePattern.Parameters.Count > 0, $"{MarkedRequests.NameOf(endpoint)} answered {(int)answer.StatusCode} to a good request.");
            var text = await answer.Content.ReadAsStringAsync();
            if (text.Contains("\"probability\":", StringComparison.Ordinal)) probabilities.Add(text.Split("\"probability\":")[1].Split(',')[0]);
            foreach (var bad in MarkedRequests.BadTo(endpoint))
            {
                using (bad)
                {
                    try
                    {
                        using var refused = await client.SendAsync(bad);
                        await refused.Content.ReadAsByteArrayAsync();
                    }
                    catch (HttpRequestException)
                    {
                        // Cut off while it still sent: a body too large.
                    }
                }
            }
        }

        Assert.NotEmpty(probabilities);
        return [.. probabilities];
    }

    private static async Task UntilReadyAsync(HttpClient client, Process process)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }

            Assert.False(process.HasExited || waited.Elapsed > TimeSpan.FromSeconds(60), "The service did not become ready.");
            await Task.Delay(50);
        }
    }

    /// <summary>Ends a process as a service manager does, so that it can say its last words.</summary>
    private static void Terminate(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
