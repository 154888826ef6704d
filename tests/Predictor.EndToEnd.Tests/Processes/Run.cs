using System.Diagnostics;

namespace Predictor.EndToEnd.Tests.Processes;

/// <summary>What a process did.</summary>
internal sealed record Run(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>Runs the built command line as a process of its own.</summary>
    public static Task<Run> PredictorAsync(params string[] arguments) => ProcessAsync("dotnet", [PredictorDll, .. arguments]);

    /// <summary>Runs the built command line with environment variables.</summary>
    public static Task<Run> PredictorAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) => ProcessAsync("dotnet", [PredictorDll, .. arguments], environment);

    /// <summary>Runs a command as a shell would, in the root of the repository.</summary>
    public static Task<Run> ShellAsync(string command) => ProcessAsync("bash", ["-c", command]);

    /// <summary>Runs a command of the built service.</summary>
    public static Task<Run> ApiAsync(params string[] arguments) => ProcessAsync("dotnet", [ApiDll, .. arguments]);

    public static string PredictorDll => Path.Combine(AppContext.BaseDirectory, "predictor.dll");

    public static string ApiDll => Path.Combine(AppContext.BaseDirectory, "Predictor.Api.dll");

    /// <summary>Starts the built command line and does not wait.</summary>
    public static Process Start(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(file) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
    }

    private static async Task<Run> ProcessAsync(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(file, arguments, environment);
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {string.Join(' ', arguments)} did not end within {Limit}.");
        }

        return new Run(process.ExitCode, await output, await error);
    }
}
