using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Predictor.Api.Operations;

namespace Predictor.Api.Tests.Support;

/// <summary>The service as a process of its own.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TimeSpan _patience;
    private readonly Task<string> _output;
    private readonly Task<string> _error;
    private readonly IPEndPoint _address;

    private ServiceProcess(Process process, IPEndPoint address, TimeSpan patience)
    {
        (_process, _address, _patience) = (process, address, patience);
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
        Client = new HttpClient { BaseAddress = new Uri($"http://{address}") };
    }

    public HttpClient Client { get; }

    public IPEndPoint Address => _address;

    /// <summary>Starts the service on a free port and waits until it is ready.</summary>
    public static async Task<ServiceProcess> StartAsync(string[] arguments, TimeSpan patience, IReadOnlyDictionary<string, string>? environment = null)
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePort());
        var start = new ProcessStartInfo("dotnet", [typeof(LimitOptions).Assembly.Location, "--urls", $"http://{address}", .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var service = new ServiceProcess(Process.Start(start)!, address, patience);
        await service.UntilAsync(async () => (await service.Client.GetAsync(new Uri("/healthz/ready", UriKind.Relative))).StatusCode == HttpStatusCode.OK);
        return service;
    }

    /// <summary>Runs the program until it ends by itself.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var start = new ProcessStartInfo("dotnet", [typeof(LimitOptions).Assembly.Location, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = await process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, await output, error);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    public Task<string> OutputAsync() => _output;

    /// <summary>Sends SIGTERM.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits until the service takes no new connection.</summary>
    public Task UntilRefusesAsync() => UntilAsync(async () =>
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(_address);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    });

    /// <summary>Waits until all that was sent before has reached the service: it answers a later request.</summary>
    public async Task UntilTakenAsync()
    {
        using var client = new HttpClient { BaseAddress = Client.BaseAddress };
        (await client.GetAsync(new Uri("/healthz/live", UriKind.Relative))).EnsureSuccessStatusCode();
    }

    public async Task<int> ExitCodeAsync()
    {
        using var limit = new CancellationTokenSource(_patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        await Task.WhenAll(_output, _error);
        _process.Dispose();
    }

    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await holds()) return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // Nobody listens yet.
            }

            if (_process.HasExited || waited.Elapsed > _patience) throw new TimeoutException($"The service at {_address} did not get there. {(_process.HasExited ? await _error : "")}");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
