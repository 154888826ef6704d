using System.Globalization;
using Predictor.Simulation;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>What was simulated, for people.</summary>
internal static class SimulateTable
{
    public static void Write(IAnsiConsole console, SimulationSummary summary, string folder)
    {
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = false }.AddColumn("").AddColumn(new TableColumn("").RightAligned());
        foreach (var (name, count) in new[]
        {
            ("episodes", summary.Episodes), ("clients", summary.Clients), ("appointments", summary.Appointments), ("scores", summary.Measures), ("payment events", summary.Payments),
            ("contacts", summary.Contacts), ("landmarks with a true risk", summary.Landmarks), ("episodes with a session that are over", summary.FinishedEpisodes), ("  of them dropouts", summary.Dropouts),
        })
        {
            table.AddRow(name, count.ToString("N0", CultureInfo.InvariantCulture));
        }

        table.AddRow("  their share", summary.DropoutShare.ToString("P1", CultureInfo.InvariantCulture));
        console.Write(table);
        console.MarkupLineInterpolated($"Simulated data written to {folder}: no client in it is real.");
    }
}
