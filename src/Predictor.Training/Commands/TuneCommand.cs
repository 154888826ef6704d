using System.CommandLine;
using Predictor.Risk.Engines;
using Predictor.Risk.Training.Designs;
using Predictor.Risk.Training.Running;
using Predictor.Risk.Training.Tuning;
using Predictor.Training.Data;
using Predictor.Training.Options;
using Predictor.Training.Output;

namespace Predictor.Training.Commands;

/// <summary><c>tune</c>: searches for settings of the trees, and judges them on clients that had no part in the choice.</summary>
internal static class TuneCommand
{
    public static Command Create(CommandContext context)
    {
        var defaults = new TuningOptions();
        var data = new DataOptions();
        var output = new Option<string>("--out") { Description = "File for the chosen settings, which train --settings takes. Finished trials are kept beside it; the same command again goes on from them.", Required = true, HelpName = "FILE.json" };
        var trials = new Option<int>("--trials") { Description = "How many settings are drawn, the defaults aside.", DefaultValueFactory = _ => defaults.Trials, HelpName = "N" };
        var minutes = new Option<double?>("--minutes") { Description = "About how long it may take. The result then depends on the machine; without it the same seed gives the same result. [default: as long as it takes]", HelpName = "M" };
        var seed = new Option<int?>("--seed") { Description = "Seed of the split, the folds and the settings drawn. [default: 1]", HelpName = "N" };
        var json = JsonOption.Create();
        var command = new Command("tune", "Search for settings of the boosted trees: drawn at random, compared on folds of the training clients by successive halving, the best judged once beside the defaults on held-out clients.");
        data.AddTo(command);
        foreach (var option in new Option[] { output, trials, minutes, seed, json }) command.Add(option);
        command.SetAction((parsed, cancellation) => context.RunAsync(() =>
        {
            var file = data.Configuration(parsed);
            if (file.Engine is { } engine && engine != RiskEngines.Default) throw new UsageException($"--config: its engine is {engine}; only settings of {RiskEngines.Default} are searched for.");
            if (file.Split is { } split && split != SplitKind.Client) throw new UsageException($"--config: its split is by {split.ToString().ToLowerInvariant()}; settings are judged on clients held out, expected client.");
            var options = defaults with { Seed = parsed.GetValue(seed) ?? file.Seed ?? defaults.Seed, Trials = parsed.GetValue(trials), Budget = Budget(parsed.GetValue(minutes)) };
            var problems = options.Problems().ToList();
            if (problems.Count > 0) throw new UsageException(string.Join("; ", problems) + ".");
            Run(context, data, parsed, file, options, parsed.GetRequiredValue(output), parsed.GetValue(json), cancellation);
            return Task.CompletedTask;
        }));
        return command;
    }

    private static void Run(CommandContext context, DataOptions data, ParseResult parsed, RunDocument file, TuningOptions options, string path, bool asJson, CancellationToken cancellation)
    {
        var pipeline = data.Pipeline(parsed, file);
        Beside.RequireOutside("--out", path, data.Folder(parsed));
        if (Directory.Exists(path)) throw new UsageException($"--out: {path} is a folder; expected a file.");
        var trialFile = Path.ChangeExtension(path, ".trials.jsonl");
        var reading = Export.Read(context, data, parsed, pipeline, cancellation);
        var cut = Export.Cut(context, reading, data, parsed);
        TuningResult result;
        try
        {
            result = Usage.Checked(() => new Tuner(context.Time).Tune(reading.Episodes, cut, reading.Fingerprint, pipeline, options, trialFile, context.Progress, cancellation));
        }
        catch (OperationCanceledException) when (File.Exists(trialFile))
        {
            throw new CancelledException($"Cancelled; finished trials are kept in {trialFile}, and the same command again goes on from them. {path} was not written.");
        }

        Beside.Write(path, result.WriteSettings);
        if (asJson) context.WriteJson(result);
        else TuneTables.Write(context.Output, result, path);
    }

    private static TimeSpan? Budget(double? minutes) => minutes switch
    {
        null => null,
        > 0 and <= 100_000 => TimeSpan.FromMinutes(minutes.Value),
        _ => throw new UsageException(FormattableString.Invariant($"--minutes: is {minutes}; expected more than 0 and at most 100000.")),
    };
}
