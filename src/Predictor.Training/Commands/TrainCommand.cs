using System.CommandLine;
using Predictor.Risk.Engines;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Running;
using Predictor.Training.Data;
using Predictor.Training.Options;
using Predictor.Training.Output;

namespace Predictor.Training.Commands;

/// <summary><c>train</c>: from an export to a model package, judged on clients it has not seen.</summary>
internal static class TrainCommand
{
    public static Command Create(CommandContext context)
    {
        var data = new DataOptions();
        var output = new Option<string>("--out") { Description = "Folder of the model package; one that stands there is replaced in one move.", Required = true, HelpName = "MODEL_DIR" };
        var engine = new Option<string?>("--engine") { Description = $"How the model learns: {EngineChoice.Described}. [default: {RiskEngines.Default}]", HelpName = "ENGINE" };
        var design = new DesignOptions();
        var settings = new Option<string?>("--settings") { Description = "Settings of the trees, as tune writes them. [default: those that held up on real and simulated data]", HelpName = "FILE.json" };
        var identity = new IdentityOptions();
        var json = JsonOption.Create();
        var command = new Command("train", "Train a model on an export, calibrate it out of fold, judge it on held-out clients, and write it as a package.");
        data.AddTo(command);
        foreach (var option in new Option[] { output, engine, settings }) command.Add(option);
        design.AddTo(command);
        identity.AddTo(command);
        command.Add(json);
        command.SetAction((parsed, cancellation) => context.RunAsync(() =>
        {
            var file = data.Configuration(parsed);
            var folder = parsed.GetRequiredValue(output);
            var options = design.Read(parsed, file, identity.Read(parsed, file, folder)) with { DataUntil = data.UntilText(parsed) };
            Run(context, data, parsed, file, Engine(parsed.GetValue(engine), file, parsed.GetValue(settings), options.Seed), options, folder, parsed.GetValue(json), cancellation);
            return Task.CompletedTask;
        }));
        return command;
    }

    private static void Run(
        CommandContext context, DataOptions data, ParseResult parsed, RunDocument file, IRiskEngine engine, TrainingOptions options, string folder, bool asJson, CancellationToken cancellation)
    {
        var pipeline = data.Pipeline(parsed, file);
        // A long training that cannot be kept in the end helps nobody.
        if (TrainedModel.WhyNotWritable(folder) is { } why) throw new UsageException($"--out: {why}");
        var reading = Export.Read(context, data, parsed, pipeline, cancellation);
        var cut = Export.Cut(context, reading, data, parsed);
        var trained = Usage.Checked(() => new Trainer(engine, context.Time).Train(reading.Episodes, cut, reading.Fingerprint, pipeline, options, context.Progress, cancellation));
        var isNew = trained.Write(folder, cancellation);
        if (!isNew) context.Progress.Report($"The very same model stands in {folder} already; it is left as it is");
        if (asJson) context.WriteJson(new TrainReport(options.Name, options.Version, trained.Sha256, folder, trained.Metrics));
        else TrainTables.Write(context.Output, options, trained, folder);
    }

    private static IRiskEngine Engine(string? asked, RunDocument file, string? settings, int seed)
    {
        var inFile = file.Engine ?? RiskEngines.Default;
        var name = asked ?? inFile;
        if (settings is null)
        {
            if (name != inFile && file.Settings is { Count: > 0 }) throw new UsageException($"--engine is {name}, and the settings in the file of --config are those of {inFile}; expected the same engine, or a file without settings.");
            return EngineChoice.Create(name, file.Settings, seed);
        }

        if (!File.Exists(settings)) throw new UsageException($"--settings: there is no file {settings}.");
        try
        {
            return RiskEngines.Create(name, File.ReadAllBytes(settings));
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--settings: {settings}: {e.Message}");
        }
    }
}
