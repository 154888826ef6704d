using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Predictor.Trees.Tests.Formats;

/// <summary>Scores rows with ONNX Runtime, which <c>tests/run.sh</c> installs for Node.</summary>
internal static class OnnxRuntime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <returns>For each row the probability and the log-odds.</returns>
    public static (double Probability, double LogOdds)[] Score(byte[] model, double[] rows, int columns)
    {
        var scripts = Folder();
        if (!Directory.Exists(Path.Combine(scripts, "node_modules", "onnxruntime-node")))
            throw new InvalidOperationException($"This test scores with ONNX Runtime, which is not in {scripts}. Install it there: npm install --no-package-lock --ignore-scripts.");
        var folder = Directory.CreateTempSubdirectory("predictor-onnx-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "model.onnx"), model);
            File.WriteAllBytes(Path.Combine(folder, "rows.bin"), MemoryMarshal.AsBytes(rows.AsSpan()).ToArray());
            Run([Path.Combine(scripts, "score.mjs"), Path.Combine(folder, "model.onnx"), Path.Combine(folder, "rows.bin"), $"{columns}", Path.Combine(folder, "scores.bin")]);
            var scores = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Combine(folder, "scores.bin"))).ToArray();
            return [.. scores.Chunk(2).Select(s => (s[0], s[1]))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Run(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardError = true }) ?? throw new InvalidOperationException("node did not start.");
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"node did not end within {Limit}.");
        }

        if (process.ExitCode != 0) throw new InvalidOperationException($"node ended with {process.ExitCode}: {error.Result}");
    }

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Predictor.sln"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new InvalidOperationException("The tests do not run inside the repository."), "tests", "onnxruntime");
    }
}
