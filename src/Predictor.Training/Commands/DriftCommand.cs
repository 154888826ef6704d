using System.CommandLine;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Monitoring;
using Predictor.Risk.Packaging;
using Predictor.Training.Data;
using Predictor.Training.Options;
using Predictor.Training.Output;

namespace Predictor.Training.Commands;

/// <summary><c>drift</c>: compares an export with what a model was trained on.</summary>
internal static class DriftCommand
{
    public static Command Create(CommandContext context)
    {
        var data = new DataOptions(usesModel: true);
        var model = ModelOption.Create();
        var since = new Option<string?>("--since") { Description = "Compare landmarks from this day or date-time on; what happened before is still in their features. [default: all]", HelpName = "TIME" };
        var heldOut = new Option<bool>("--held-out") { Description = "Compare only the clients that a training with the model's seed holds out: the performance on clients that the model has met flatters it." };
        var drift = new DriftThresholds();
        var json = JsonOption.Create();
        var command = new Command("drift", "Compare an export with what a model was trained on: features, scores and, where outcomes are known, performance over the calendar. Exit code 1 where something is an alarm.");
        command.Add(model);
        data.AddTo(command);
        command.Add(since);
        command.Add(heldOut);
        drift.AddTo(command);
        command.Add(json);
        command.SetAction((parsed, cancellation) => context.RunAsync(() =>
        {
            var options = drift.Read(parsed);
            var package = PackageReader.Read(parsed.GetRequiredValue(model));
            data.RequireSame(parsed, package.Pipeline);
            data.RefuseHorizons(parsed);
            var from = parsed.GetValue(since) is { } text ? InstantOption.Parse("--since", text, package.Pipeline.Calendar) : (long?)null;
            var reading = Export.Read(context, data, parsed, package.Pipeline, cancellation);
            var cut = Export.Cut(context, reading, data, parsed);
            var found = Usage.Checked(() => PackageDrift.Of(package, reading.Episodes, cut, from, reading.Fingerprint, parsed.GetValue(heldOut) ? ClientChoice.HeldOut : ClientChoice.Default, options, context.Progress, cancellation));
            if (parsed.GetValue(json)) context.WriteJson(DriftReport.Of(package, found, options));
            else DriftTables.Write(context.Output, package, found);
            return found.Result.Alarms.Count == 0 ? Task.CompletedTask : throw new FailedException($"{found.Result.Alarms.Count} alarms: {string.Join(" ", found.Result.Alarms)}");
        }));
        return command;
    }
}
