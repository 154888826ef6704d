using System.Diagnostics;
using Predictor.Api.Tests.Support;

namespace Predictor.Api.Tests.Description;

/// <summary>The programs for Node in <c>tests/openapi</c>, which <c>tests/run.sh</c> installs.</summary>
internal static class OpenApiTools
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static string Folder { get; } = RepositoryFiles.At("tests", "openapi");

    /// <summary>Runs one of them.</summary>
    /// <returns>What it wrote; throws where it failed.</returns>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Folder, "node_modules", ".bin", program);
        if (!File.Exists(path)) throw new InvalidOperationException($"This test needs {program}, which is not in {Folder}. Install it there: npm install --no-package-lock --ignore-scripts.");
        using var process = Process.Start(new ProcessStartInfo("node", [path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new InvalidOperationException("node did not start.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var cancellation = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Limit}.");
        }

        var text = await output + await error;
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{program} found:\n{text}");
    }
}
