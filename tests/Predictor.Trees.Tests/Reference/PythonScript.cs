using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Predictor.Trees.Tests.Reference;

/// <summary>Runs one of the scripts beside this file with the system's Python, and reads what it writes; the folder is gone afterwards.</summary>
internal sealed class PythonScript : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly string _folder = Directory.CreateTempSubdirectory("predictor-trees-").FullName;

    public PythonScript(string name)
    {
        try
        {
            Run(Path.Combine(AppContext.BaseDirectory, "Reference", name));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Text(string file) => File.ReadAllText(Path.Combine(_folder, file));

    /// <summary>Little-endian doubles.</summary>
    public double[] Numbers(string file) => MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Combine(_folder, file))).ToArray();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Run(string script)
    {
        if (!File.Exists(Python)) throw Missing("it is not there");
        var start = new ProcessStartInfo(Python, [script, _folder]) { RedirectStandardError = true };
        // The packages asked for are the system's, whatever else a user has.
        start.Environment["PYTHONNOUSERSITE"] = "1";
        // Their threads wait for each other by spinning, which takes minutes where other tests want the same processors.
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start) ?? throw Missing("it did not start");
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{script} did not end within {Limit}.");
        }

        if (error.Result.Contains("ModuleNotFoundError", StringComparison.Ordinal)) throw Missing(error.Result);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{script} ended with {process.ExitCode}: {error.Result}");
    }

    private static InvalidOperationException Missing(string what) =>
        new($"This test compares with xgboost and scikit-learn through {Python}, but {what.Trim()}. Install them: apt-get install python3-xgboost python3-sklearn.");
}
