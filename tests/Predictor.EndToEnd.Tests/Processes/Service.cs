using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Predictor.EndToEnd.Tests.Processes;

/// <summary>The built service as a process of its own, on a free port of the loopback address.</summary>
internal sealed class Service : IAsyncDisposable
{
    /// <summary>The file of feedback beside the audit trail.</summary>
    public const string FeedbackName = "cds-feedback.ndjson";

    /// <summary>A minute of tries. Counted and not timed, so that a machine that pauses this process does not look like a service that does not start.</summary>
    private const int MostTries = 1200;

    private readonly Process _process;
    private readonly Task _drained;
    private readonly TemporaryFolder? _ownFolder;

    private Service(Process process, Task drained, HttpClient client, TemporaryFolder? ownFolder)
    {
        _process = process;
        _drained = drained;
        _ownFolder = ownFolder;
        Client = client;
    }

    public HttpClient Client { get; }

    public int ProcessId => _process.Id;

    /// <summary>Starts the service and waits until it is ready. A client of any band is worth a card.</summary>
    /// <param name="modelFolder">The folder of its model.</param>
    /// <param name="auditFolder">The folder of its audit trail and of its feedback; null for one that is gone with the service.</param>
    public static async Task<Service> StartAsync(string modelFolder, string? auditFolder = null)
    {
        var ownFolder = auditFolder is null ? new TemporaryFolder() : null;
        var keep = auditFolder ?? ownFolder!.Path;
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var settings = new Dictionary<string, string> { ["Model__Folder"] = modelFolder, ["Audit__Folder"] = keep, ["CdsHooks__FeedbackFile"] = Path.Combine(keep, FeedbackName), ["CdsHooks__LeastBand"] = "low" };
        var process = Run.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "Predictor.Api.dll"), "--development", "--urls", address.ToString()], settings);
        // A full pipe would stop the service.
        var drained = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var service = new Service(process, drained, new HttpClient { BaseAddress = address }, ownFolder);
        try
        {
            await UntilReadyAsync(address, () => process.HasExited);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the service at an address says that it is ready.</summary>
    public static async Task UntilReadyAsync(Uri address, Func<bool> hasEnded)
    {
        using var client = new HttpClient { BaseAddress = address };
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException) when (tries < MostTries && !hasEnded())
            {
                // Nobody listens yet.
            }

            if (hasEnded() || tries >= MostTries) throw new TimeoutException($"The service at {address} did not become ready.");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>Ends the process at once, in the middle of whatever it does (SIGKILL).</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _drained;
        _process.Dispose();
        _ownFolder?.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
