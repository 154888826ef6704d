using Predictor.Risk.Training;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>What an import made, for people.</summary>
internal static class ImportTables
{
    public static void Write(IAnsiConsole console, TrainingOptions options, TrainedModel imported, string origin, string folder)
    {
        console.MarkupLineInterpolated($"Imported {origin}.");
        foreach (var counts in imported.Metrics.Training)
        {
            console.MarkupLineInterpolated($"Base rate {counts.BaseRate:P1}, percentiles and bands are of {counts.Rows} rows of {counts.Clients} clients, {counts.Events} of them with the outcome; {counts.Censored} rows censored.");
        }

        foreach (var (horizon, result) in imported.Metrics.ByHorizon) PerformanceTables.Write(console, horizon, result, "Held-out clients");
        foreach (var note in imported.Metrics.Notes) console.MarkupLineInterpolated($"[yellow]note:[/] {note}");
        console.MarkupLineInterpolated($"Model {options.Name} {options.Version} written to {folder}");
        console.MarkupLineInterpolated($"sha256 {imported.Sha256}");
    }
}
