using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Predictor.Api.Tests.Fhir;

/// <summary>Validates resources with the two libraries for Node that <c>tests/run.sh</c> installs.</summary>
internal static class FhirValidators
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>What is wrong with each resource, all in one process.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> ValidateAsync(IEnumerable<string> resources)
    {
        var scripts = Folder();
        if (!Directory.Exists(Path.Combine(scripts, "node_modules", "fhir")))
            throw new InvalidOperationException($"This test validates with libraries that are not in {scripts}. Install them there: npm install --no-package-lock --ignore-scripts.");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, resources.Select(r => JsonElement.Parse(r).GetRawText().ReplaceLineEndings(" ")));
            using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(scripts, "validate.mjs"), file]) { RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new InvalidOperationException("node did not start.");
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            using var cancellation = new CancellationTokenSource(Limit);
            try
            {
                await process.WaitForExitAsync(cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"node did not end within {Limit}.");
            }

            Assert.True(process.ExitCode == 0, await error);
            return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<List<string>>(l)!)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Predictor.sln"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new InvalidOperationException("The tests do not run inside the repository."), "tests", "fhir-validators");
    }
}
