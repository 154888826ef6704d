using Microsoft.Extensions.Options;
using Predictor.Api.Security;

namespace Predictor.Api.Operations;

/// <summary>Runs the service and, where it cannot start, says why.</summary>
internal static class Running
{
    /// <summary>Runs until the service is stopped.</summary>
    /// <returns>The exit code: 0 when stopped, 1 where it could not start.</returns>
    public static async Task<int> RunOrExplainAsync(this WebApplication app, TextWriter error)
    {
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (!app.Lifetime.ApplicationStarted.IsCancellationRequested && Reasons(e) is { Count: > 0 })
        {
            await error.WriteLineAsync("Predictor cannot start:");
            foreach (var reason in Reasons(e)) await error.WriteLineAsync("- " + reason);
            return 1;
        }
    }

    /// <summary>What whoever runs the service can mend; empty for mistakes of the service itself, which keep their stack trace.</summary>
    private static List<string> Reasons(Exception exception) => exception switch
    {
        OptionsValidationException options => [.. options.Failures],
        AggregateException several => [.. several.InnerExceptions.SelectMany(Reasons)],
        NotLoopbackException or IOException => [exception.Message],
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => [exception.Message],
        _ => [],
    };
}
