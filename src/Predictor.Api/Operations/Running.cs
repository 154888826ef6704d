using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Predictor.Api.Security.Listening;

namespace Predictor.Api.Operations;

/// <summary>Runs the service and, where it cannot start, says why.</summary>
internal static class Running
{
    /// <summary>Builds the service and runs it until it is stopped.</summary>
    /// <returns>The exit code: 0 when stopped, 1 where it could not start.</returns>
    public static async Task<int> RunOrExplainAsync(Func<WebApplication> build, TextWriter error)
    {
        try
        {
            await build().RunAsync();
            return 0;
        }
        catch (Exception e) when (Reasons(e) is { Count: > 0 } reasons)
        {
            await error.WriteLineAsync("Predictor cannot start:");
            foreach (var reason in reasons) await error.WriteLineAsync("- " + reason);
            return 1;
        }
    }

    /// <summary>What whoever runs the service can mend; empty for mistakes of the service itself, which keep their stack trace.</summary>
    private static List<string> Reasons(Exception exception) => exception switch
    {
        OptionsValidationException options => [.. options.Failures],
        AggregateException several => [.. several.InnerExceptions.SelectMany(Reasons)],
        AddressRefusedException or SocketException or CryptographicException or FileNotFoundException or IOException { InnerException: AddressInUseException } => [exception.Message],
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" or "Microsoft.AspNetCore.Server.Kestrel.Core" } => [Whole(exception)],
        _ => [],
    };

    /// <summary>The message with those below it: the first may only say that another failed, and the last not where.</summary>
    private static string Whole(Exception exception) => exception.InnerException is { } inner ? $"{exception.Message} {Whole(inner)}" : exception.Message;
}
