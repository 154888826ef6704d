using Predictor.Risk.Training;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>What a training made, for people.</summary>
internal static class TrainTables
{
    public static void Write(IAnsiConsole console, TrainingOptions options, TrainedModel trained, string folder)
    {
        foreach (var counts in trained.Metrics.Training)
        {
            console.MarkupLineInterpolated($"Horizon {counts.HorizonDays} days: {counts.Rows} training rows of {counts.Clients} clients, {counts.Events} of them with the outcome; base rate {counts.BaseRate:P1}; {counts.Censored} rows censored.");
        }

        foreach (var (horizon, result) in trained.Metrics.ByHorizon) PerformanceTables.Write(console, horizon, result);
        foreach (var note in trained.Metrics.Notes) console.MarkupLineInterpolated($"[yellow]note:[/] {note}");
        console.MarkupLineInterpolated($"Model {options.Name} {options.Version} written to {folder}");
        console.MarkupLineInterpolated($"sha256 {trained.Sha256}");
    }
}
