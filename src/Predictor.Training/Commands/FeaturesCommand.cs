using System.CommandLine;
using Predictor.Risk.Features;
using Predictor.Risk.Importing;
using Predictor.Risk.Landmarks;
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
        var json = JsonOption.Create();
        var command = new Command("features", "Write the feature table of an export as CSV: one row for each landmark whose label is known, with label, weight and every feature; a missing value is an empty field.");
        data.AddTo(command);
        command.Add(output);
        command.Add(codes);
        command.Add(json);
        command.SetAction((parsed, cancellation) => context.RunAsync(() =>
        {
            Run(context, data, parsed, parsed.GetRequiredValue(output), parsed.GetValue(codes), parsed.GetValue(json), cancellation);
            return Task.CompletedTask;
        }));
        return command;
    }

    private static void Run(CommandContext context, DataOptions data, ParseResult parsed, string path, string? codes, bool asJson, CancellationToken cancellation)
    {
        var pipeline = data.Pipeline(parsed, data.Configuration(parsed));
        if (pipeline.HorizonDays.Count > 1) throw new UsageException($"--horizon-days: features writes the labels of one horizon; there are {pipeline.HorizonDays.Count}. Choose one, such as --horizon-days {pipeline.HorizonDays[0]}.");
        Beside.RequireOutside("--out", path, data.Folder(parsed));
        if (codes is not null) Beside.RequireOutside("--codes", codes, data.Folder(parsed));
        var reading = Export.Read(context, data, parsed, pipeline, cancellation);
        context.Progress.Report("Finding landmarks");
        var cohort = Cohort.Of(reading.Episodes, pipeline, Export.Cut(context, reading, data, parsed), cancellation);
        var weights = FollowUp.Weights(cohort, pipeline, _ => true);
        var labelled = LabelledRows.Of(cohort, 0, pipeline, _ => true, weights);
        var features = Usage.Checked(() => FeatureSetBuilder.Build(cohort.Episodes, pipeline, keepEmpty: true));
        context.Progress.Report($"Writing {labelled.Rows.Length} rows of {features.Count} features");
        Beside.Write(path, stream => FeatureTableWriter.Write(stream, cohort, features, labelled, cancellation));
        if (codes is not null) Beside.Write(codes, FeatureCodes.Of(features).Write);
        if (asJson) context.WriteJson(new FeaturesReport(path, labelled.Rows.Length, features.Count, labelled.Censored));
        else context.Output.MarkupLineInterpolated($"{labelled.Rows.Length} rows with {features.Count} features written to {path}; {labelled.Censored} landmarks are left out since their label is not known by the end of the data.");
    }
}
