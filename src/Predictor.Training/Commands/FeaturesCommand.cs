using System.CommandLine;
using Predictor.Risk.Features;
using Predictor.Risk.Importing;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Designs;
using Predictor.Training.Data;
using Predictor.Training.Options;
using Predictor.Training.Output;
using Spectre.Console;

namespace Predictor.Training.Commands;

/// <summary><c>features</c>: writes the feature table, one row a landmark, for use with any tool.</summary>
internal static class FeaturesCommand
{
    public static Command Create(CommandContext context)
    {
        var data = new DataOptions();
        var output = new Option<string>("--out") { Description = "File to write.", Required = true, HelpName = "FILE.csv" };
        var codes = new Option<string?>("--codes") { Description = "File to write the features and the codes of their categories to: what a model trained on the table is imported with.", HelpName = "FILE.json" };
        var clients = new Option<string>("--clients") { Description = "Whose rows to write: all, or one side of the split that train makes with the same seed: training, held-out.", DefaultValueFactory = _ => "all", HelpName = "all|training|held-out" };
        clients.AcceptOnlyFromAmong("all", "training", "held-out");
        var seed = new Option<int?>("--seed") { Description = "Seed of the split, with --clients. [default: 1]", HelpName = "N" };
        var json = JsonOption.Create();
        var command = new Command("features", "Write the feature table of an export as CSV: one row for each landmark whose label is known, with label, weight and every feature; a missing value is an empty field.");
        data.AddTo(command);
        command.Add(output);
        command.Add(codes);
        command.Add(clients);
        command.Add(seed);
        command.Add(json);
        command.SetAction((parsed, cancellation) => context.RunAsync(() =>
        {
            Run(context, data, parsed, parsed.GetRequiredValue(output), parsed.GetValue(codes), parsed.GetRequiredValue(clients), parsed.GetValue(seed), parsed.GetValue(json), cancellation);
            return Task.CompletedTask;
        }));
        return command;
    }

    private static void Run(CommandContext context, DataOptions data, ParseResult parsed, string path, string? codes, string clients, int? seed, bool asJson, CancellationToken cancellation)
    {
        var configuration = data.Configuration(parsed);
        var pipeline = data.Pipeline(parsed, configuration);
        if (clients == "all" && seed is not null) throw new UsageException($"--seed: {seed} would split clients, and --clients is all; expected --clients training or held-out with it.");
        if (pipeline.HorizonDays.Count > 1) throw new UsageException($"--horizon-days: features writes the labels of one horizon; there are {pipeline.HorizonDays.Count}. Choose one, such as --horizon-days {pipeline.HorizonDays[0]}.");
        if (clients != "all" && configuration.Split == SplitKind.Time) throw new UsageException($"--clients: {clients} is a side of a split by client, and the configuration's is by time; expected a configuration without it, or --clients all.");
        Beside.RequireOutside("--out", path, data.Folder(parsed));
        if (codes is not null) Beside.RequireOutside("--codes", codes, data.Folder(parsed));
        var reading = Export.Read(context, data, parsed, pipeline, cancellation);
        context.Progress.Report("Finding landmarks");
        var cohort = Cohort.Of(reading.Episodes, pipeline, Export.Cut(context, reading, data, parsed), cancellation);
        var side = new TrainingSide(cohort, seed ?? configuration.Seed ?? new TrainingOptions().Seed);
        // Rows of either side carry the weights of the training side, as they do in a training.
        var weights = FollowUp.Weights(cohort, pipeline, clients == "all" ? _ => true : side.IsTraining);
        var labelled = LabelledRows.Of(cohort, 0, pipeline, clients switch { "training" => side.IsTraining, "held-out" => side.IsHeldOut, _ => _ => true }, weights);
        var features = Usage.Checked(() => FeatureSetBuilder.Build(cohort.Episodes, pipeline, keepEmpty: true));
        context.Progress.Report($"Writing {labelled.Rows.Length} rows of {features.Count} features");
        Beside.Write(path, stream => FeatureTableWriter.Write(stream, cohort, features, labelled, cancellation));
        if (codes is not null) Beside.Write(codes, FeatureCodes.Of(features).Write);
        if (asJson) context.WriteJson(new FeaturesReport(path, labelled.Rows.Length, features.Count, labelled.Censored));
        else context.Output.MarkupLineInterpolated($"{labelled.Rows.Length} rows with {features.Count} features written to {path}; {labelled.Censored} landmarks are left out since their label is not known by the end of the data.");
    }
}
