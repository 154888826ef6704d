using System.CommandLine;
using Predictor.Training.Commands;

namespace Predictor.Training;

/// <summary>The command line: one file a verb in <c>Commands</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <returns>0 done, 1 bad data or a failed gate, 2 bad usage, 130 cancelled.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider time, CancellationToken cancellation = default)
    {
        var context = new CommandContext(output, error, time);
        var root = new RootCommand("Predictor: which clients are about to drop out of treatment, and why. A score informs a conversation; it is no ground for billing, refusing or ending care.")
        {
            CheckCommand.Create(context),
            FeaturesCommand.Create(context),
            TrainCommand.Create(context),
            TuneCommand.Create(context),
            EvaluateCommand.Create(context),
            SimulateCommand.Create(context),
            ScoreCommand.Create(context),
            ImportCommand.Create(context),
            ImportFhirCommand.Create(context),
            ExportCommand.Create(context),
            CardCommand.Create(context),
            DriftCommand.Create(context),
        };
        var parsed = root.Parse(args);
        var exit = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancellation);
        return parsed.Errors.Count > 0 ? ExitCode.BadUsage : exit;
    }
}
