using System.CommandLine;
using Predictor.Care.Checking;
using Predictor.Training.Data;
using Predictor.Training.Options;
using Predictor.Training.Output;

namespace Predictor.Training.Commands;

/// <summary><c>check</c>: reads an export, lists every problem, and sums up the data quality.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context)
    {
        var data = new DataOptions();
        var json = JsonOption.Create();
        var command = new Command("check", "Read an export, list every problem in it, and sum up its quality. Exit code 1 where there are errors.");
        data.AddTo(command);
        command.Add(json);
        command.SetAction((parsed, cancellation) => context.RunAsync(() => Run(context, data, parsed, parsed.GetValue(json), cancellation)));
        return command;
    }

    private static Task Run(CommandContext context, DataOptions data, ParseResult parsed, bool asJson, CancellationToken cancellation)
    {
        var pipeline = data.Pipeline(parsed, data.Configuration(parsed));
        var reading = Export.ReadUnchecked(context, data, parsed, pipeline, cancellation);
        var quality = DataQualitySummary.Of(reading);
        var cost = MissingColumns.Cost(reading, quality, pipeline);
        if (asJson) context.WriteJson(CheckReport.Of(quality, cost, reading.Problems));
        else QualityTables.Write(context.Output, quality, cost);
        ProblemList.Write(context.Error, reading.Problems);
        return reading.IsUsable ? Task.CompletedTask : throw new FailedException($"The export cannot be used as it is; errors: {reading.Problems.ErrorCount}, warnings: {reading.Problems.WarningCount}.");
    }
}
