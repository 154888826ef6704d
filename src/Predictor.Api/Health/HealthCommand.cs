using Predictor.Api.Operations;
using Predictor.Api.Security.Outgoing;

namespace Predictor.Api.Health;

/// <summary><c>health ADDRESS</c>: asks a service on this machine whether it is ready, for containers that hold no other program to ask with.</summary>
internal static class HealthCommand
{
    private const string Usage = "Usage: health ADDRESS, such as http://127.0.0.1:5080";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>The exit code: 0 ready, 1 not ready, 2 bad usage.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        if (Help.IsAsked(arguments))
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        if (arguments is not [var text] || !Uri.TryCreate(text, UriKind.Absolute, out var address) || !Origin.IsSafe(address, isPlainLoopbackAllowed: true))
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        using var client = OutgoingHttp.CreateClientTo(address);
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            using var answer = await client.GetAsync(new Uri(address, "/healthz/ready"), limit.Token);
            if (answer.IsSuccessStatusCode) return 0;
            await error.WriteLineAsync($"The service is not ready: {(int)answer.StatusCode}.");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            await error.WriteLineAsync($"The service does not answer at {address}.");
        }

        return 1;
    }
}
