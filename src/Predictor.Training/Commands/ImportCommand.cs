using System.CommandLine;
using Predictor.Risk.Importing;
using Predictor.Risk.Training;
using Predictor.Training.Data;
using Predictor.Training.Options;
using Predictor.Training.Output;

namespace Predictor.Training.Commands;

/// <summary><c>import</c>: from a model that LightGBM or XGBoost trained to a model package like any other.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandContext context)
    {
        var data = new DataOptions();
        var file = new Argument<string>("FILE") { Description = "The model: LightGBM's text, or XGBoost's JSON." };
        var from = new Option<string>("--from") { Description = "The library that trained it.", Required = true, HelpName = $"{ModelFile.LightGBM}|{ModelFile.XGBoost}" };
        var output = new Option<string>("--out") { Description = "Folder of the model package; one that stands there is replaced in one move.", Required = true, HelpName = "MODEL_DIR" };
        var codes = new Option<string?>("--features") { Description = "What the categories' codes mean: a file of 'features --codes', or a model package. Needed where the model has categories.", HelpName = "FILE|MODEL_DIR" };
        var recalibrate = new Option<bool>("--recalibrate") { Description = "Fit intercept and slope of the log-odds to the data." };
        var identity = new IdentityOptions();
        var json = JsonOption.Create();
        var command = new Command("import", "Package a model that was trained elsewhere on the feature table. The data tell what its file cannot: base rate, percentiles and bands, and how good it is on held-out clients.");
        command.Add(file);
        command.Add(from);
        command.Add(output);
        data.AddTo(command);
        command.Add(codes);
        command.Add(recalibrate);
        identity.AddTo(command);
        command.Add(json);
        command.SetAction((parsed, cancellation) => context.RunAsync(() =>
        {
            var configuration = data.Configuration(parsed);
            data.RequireOutcome(parsed, configuration);
            var pipeline = data.Pipeline(parsed, configuration);
            var folder = parsed.GetRequiredValue(output);
            var options = identity.Read(parsed, configuration, folder);
            if (TrainedModel.WhyNotWritable(folder) is { } why) throw new UsageException($"--out: {why}");
            var model = ModelFile.Read(parsed.GetRequiredValue(from), parsed.GetRequiredValue(file));
            var known = parsed.GetValue(codes) is { } path ? FeatureCodes.Read(path) : null;
            var reading = Export.Read(context, data, parsed, pipeline, cancellation);
            var cut = Export.Cut(context, reading, data, parsed);
            var imported = Usage.Checked(() => ModelImport.Package(
                model.Ensemble, model.Origin, known, reading.Episodes, cut, reading.Fingerprint, pipeline, options, parsed.GetValue(recalibrate), context.Time, context.Progress, cancellation));
            var isNew = imported.Write(folder, cancellation);
            if (!isNew) context.Progress.Report($"The very same model stands in {folder} already; it is left as it is");
            if (parsed.GetValue(json)) context.WriteJson(new TrainReport(options.Name, options.Version, imported.Sha256, folder, imported.Metrics));
            else ImportTables.Write(context.Output, options, imported, model.Origin, folder);
            return Task.CompletedTask;
        }));
        return command;
    }
}
