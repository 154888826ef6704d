using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Predictor.Api.Security;
using Predictor.Api.Tests.Privacy;
using Predictor.Api.Tests.Support;
using Predictor.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Predictor.Api.Tests.Fuzzing;

/// <summary>
/// Whatever is sent to whichever endpoint, the answer comes, is described, and is no mistake of the service; and memory does not grow. PREDICTOR_FUZZ=SEED:NUMBER sends one request of
/// one seed and shows it with its answer, PREDICTOR_FUZZ=SEED all of another seed.
/// </summary>
[Collection(TrainedModelCollection.Name)]
[Trait("Category", "Long")]
public sealed class FuzzTests(TrainedModelFixture model, ITestOutputHelper output) : IDisposable
{
    private const int AtOnce = 8;
    private const long Growth = 64L * 1024 * 1024;
    private const int MostFaults = 25;
    private const int Tenths = 10;

    /// <summary>Endpoints that the description leaves out. Nothing comes here by chance.</summary>
    private static readonly string[] NotDescribed = ["GET /swagger/{documentName}/swagger.{extension}"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int _requests = CheckScale.Value == 1 ? 3000 : 100_000;
    private readonly PackageShelf _shelf = new(model);
    private readonly Credentials _all = new("all", [.. Scopes.All]);
    private readonly TokenMaker _tokens = new();
    private readonly Credentials _some = new("some", "models.read");
    private readonly ConcurrentDictionary<(string Endpoint, int Status), int> _seen = new();
    private readonly ConcurrentDictionary<string, string> _faults = new();

    public void Dispose()
    {
        _shelf.Dispose();
        _tokens.Dispose();
    }

    [Fact]
    public async Task Every_endpoint_is_described_or_known_not_to_be_and_has_a_good_request_that_is_answered_well()
    {
        using var api = Start();
        var (endpoints, _) = await EndpointsAsync(api);
        Assert.True(endpoints.Count >= 18);
        Assert.Equal(NotDescribed, endpoints.Where(e => e.Operation.ValueKind == JsonValueKind.Undefined).Select(e => e.Name));
        foreach (var endpoint in endpoints)
        {
            Assert.All(endpoint.Seeds, s => Assert.DoesNotContain("{", s.Path, StringComparison.Ordinal));
            var statuses = new List<HttpStatusCode>();
            foreach (var seed in endpoint.Seeds)
            {
                using var request = new HttpRequestMessage(new HttpMethod(seed.Method), seed.Path);
                if (seed.ContentType is { } type) request.Content = Bodies.Json(seed.Body, type);
                using var answer = await _all.Client(api).SendAsync(request);
                statuses.Add(answer.StatusCode);
            }

            Assert.True(statuses.Contains(HttpStatusCode.OK), $"{endpoint.Name} has no good request: {string.Join(", ", statuses)}");
        }
    }

    [Fact]
    public async Task No_request_is_answered_with_a_mistake_or_with_what_is_not_described_and_memory_does_not_grow()
    {
        var (seed, only) = Asked();
        using var api = Start();
        var (endpoints, description) = await EndpointsAsync(api);
        var generator = new RequestGenerator(endpoints, seed, [_all.Key, _some.Key, "pk_unknown"], _tokens.Make);
        var check = new AnswerCheck(description);
        if (only is { } number)
        {
            await ShowAsync(api, generator.Make(number), check);
            return;
        }

        var heaps = new List<long>();
        for (var tenth = 0; tenth < Tenths; tenth++)
        {
            await SendAsync(api, generator, check, _requests / Tenths * tenth, _requests / Tenths * (tenth + 1));
            heaps.Add(Heap());
        }

        // What is kept for good grows from the first tenth to the last; what is kept for reuse, such as buffers, no more once the largest bodies have come.
        var growth = heaps[^1] - heaps[0];

        foreach (var endpoint in _seen.GroupBy(s => s.Key.Endpoint).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{endpoint.Key}: {endpoint.Sum(s => s.Value)} ({string.Join(", ", endpoint.OrderBy(s => s.Key.Status).Select(s => $"{(s.Key.Status == 0 ? "cut" : s.Key.Status)} {s.Value}"))})");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {_seen.Values.Sum()} requests, heap grew by {growth / 1e6:0.0} MB after the first tenth, {_faults.Count} kinds of faults"));
        output.WriteLine($"heap after each tenth in MB: {string.Join(", ", heaps.Select(h => (h / 1e6).ToString("0.0", CultureInfo.InvariantCulture)))}");
        foreach (var line in api.Log.Lines.Select(l => l.Text).Distinct().Take(MostFaults)) output.WriteLine("log: " + line);
        Assert.True(_faults.IsEmpty, string.Join("\n\n", _faults.Values.Take(MostFaults)));
        Assert.True(api.Log.Lines.Count == 0, "Errors were logged; they stand in the output.");
        Assert.True(growth < Growth, $"The heap grew by {growth} bytes.");
        // Most that is sent is odd, but not so odd that nothing of an endpoint is reached.
        Assert.All(endpoints, e => Assert.True(_seen.GetValueOrDefault((e.Name, 200)) > 0, e.Name));
    }

    private static (int Seed, int? Only) Asked()
    {
        var parts = (Environment.GetEnvironmentVariable("PREDICTOR_FUZZ") ?? "4").Split(':').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToList();
        return (parts[0], parts.Count > 1 ? parts[1] : null);
    }

    private static long Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private async Task<(IReadOnlyList<FuzzEndpoint> Endpoints, JsonElement Description)> EndpointsAsync(ApiFactory api)
    {
        var description = await (await _all.Client(api).GetAsync("/swagger/v1/swagger.json")).EnsureSuccessStatusCode().JsonAsync();
        return (FuzzSeeds.Of(api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>(), description), description);
    }

    private async Task SendAsync(ApiFactory api, RequestGenerator generator, AnswerCheck check, int from, int to)
    {
        var address = AddressOf(api);
        var next = from - 1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            RawConnection? connection = null;
            for (var number = Interlocked.Increment(ref next); number < to; number = Interlocked.Increment(ref next))
            {
                var request = generator.Make(number);
                var (answer, fault) = await AnswerAsync(connection, address, request);
                connection = answer.Connection;
                _seen.AddOrUpdate((request.Endpoint.Name, answer.Answer?.Status ?? 0), 1, (_, count) => count + 1);
                fault ??= answer.Answer is { } whole ? check.Fault(request, whole) : null;
                if (fault is not null) _faults.TryAdd($"{request.Endpoint.Name} {fault}", Tell(number, fault, request, answer.Answer));
            }

            connection?.Dispose();
        })));
    }

    private static async Task<((RawAnswer? Answer, RawConnection? Connection) Answer, string? Fault)> AnswerAsync(RawConnection? kept, IPEndPoint address, FuzzRequest request)
    {
        var mayKeep = !request.HasOddHead && !request.IsCut && !request.Headers.Exists(h => h.Name is "Connection" or "Upgrade");
        if (!mayKeep)
        {
            kept?.Dispose();
            kept = null;
        }

        var bytes = request.Bytes();
        var hasWaited = false;
        while (true)
        {
            using var patience = new CancellationTokenSource(Patience);
            var connection = kept ?? await RawConnection.OpenAsync(address, patience.Token);
            try
            {
                var answer = await connection.SendAsync(bytes, request.Method == "HEAD", request.IsCut, patience.Token);
                if (mayKeep && answer.Header("Connection") is null) return ((answer, connection), null);
                connection.Dispose();
                return ((answer, null), null);
            }
            catch (Exception e) when (e is IOException or SocketException && kept is not null)
            {
                // The service may have closed what was kept before the request came.
                kept.Dispose();
                kept = null;
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                connection.Dispose();
                // Nobody is owed an answer to half a request, or who sends on what is too much and was told so.
                return ((null, null), request.IsCut || request.MayBreakOff || request.Body.Length > 1_000_000 ? null : $"no answer: {e.Message}");
            }
            catch (OperationCanceledException) when (!hasWaited)
            {
                // Once it may be a machine that stood still.
                connection.Dispose();
                (kept, hasWaited) = (null, true);
            }
            catch (OperationCanceledException)
            {
                connection.Dispose();
                return ((null, null), $"no answer in {Patience.TotalSeconds} s");
            }
        }
    }

    private async Task ShowAsync(ApiFactory api, FuzzRequest request, AnswerCheck check)
    {
        var ((answer, connection), fault) = await AnswerAsync(null, AddressOf(api), request);
        connection?.Dispose();
        fault ??= answer is null ? null : check.Fault(request, answer);
        output.WriteLine(Tell(0, fault ?? "nothing is wrong", request, answer));
        foreach (var line in api.Log.Lines) output.WriteLine(line.Text);
        Assert.Null(fault);
    }

    private static string Tell(int number, string fault, FuzzRequest request, RawAnswer? answer)
    {
        var told = answer is null ? "" : string.Join('\n', answer.Headers.Select(h => $"{h.Name}: {h.Value}").Prepend($"{answer.Status}").Append(Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(answer.Body.Length, 1500)))));
        return string.Create(CultureInfo.InvariantCulture, $"request {number} ({request.Endpoint.Name}): {fault}\n{request}\n-> {told}");
    }

    private static IPEndPoint AddressOf(ApiFactory api) => new(IPAddress.Loopback, api.ClientOptions.BaseAddress.Port);

    private ApiFactory Start()
    {
        for (var i = 0; i < 3; i++) _shelf.Put(FuzzSeeds.ModelName, PackageShelf.Version(i), 0.2 * i);
        _shelf.Put(FuzzSeeds.OtherModelName, PackageShelf.Version(0), 1);
        var jwks = _shelf.ChoicesFile + ".jwks";
        File.WriteAllText(jwks, _tokens.Jwks());
        return new ApiFactory(
            _shelf.Folder,
            [
                .. _all.Settings, .. _some.Settings, ("Model:Default", FuzzSeeds.ModelName), ("Model:PollSeconds", "3600"), ("Model:ShadowShare", "1"), ("Model:ChoicesFile", _shelf.ChoicesFile),
                ("CdsHooks:FeedbackFile", _shelf.ChoicesFile + ".feedback"), ("CdsHooks:LeastBand", "low"), ("Idempotency:AnswersPerCaller", "100"), ("Security:CorsOrigins:0", "https://ehr.example"),
                ("Security:OAuth:idp:Issuer", RequestGenerator.Issuer), ("Security:OAuth:idp:Audience", RequestGenerator.Audience), ("Security:OAuth:idp:Jwks", jwks),
                ("Limits:RequestsPerSecond", "1000000"), ("Limits:BatchesAtOnce", "1000"), ("Limits:HeaderSeconds", "3"), ("Limits:RequestSeconds", "10"),
                // All that is logged is kept: of very many requests only what went wrong.
                ("Logging:LogLevel:Default", "Error"),
            ])
        {
            Log = new LogCapture { KeepsScopes = false },
            More = services => services.AddSingleton<IStartupFilter>(new EndpointTeller()),
        }.OnKestrel().WaitUntilReady();
    }

    /// <summary>Tells with every answer which endpoint was found.</summary>
    private sealed class EndpointTeller : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Response.OnStarting(() =>
                {
                    if (context.GetEndpoint() is RouteEndpoint found) context.Response.Headers[AnswerCheck.EndpointHeader] = MarkedRequests.NameOf(found);
                    return Task.CompletedTask;
                });
                return rest(context);
            });
            next(app);
        };
    }
}
