using System.CommandLine;
using Predictor.Risk.Features;
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
        var json = JsonOption.Create();
        var command = new Command("features", "Write the feature table of an export as CSV: one row for each landmark whose label is known, with label, weight and every feature; a missing value is an empty field.");
        data.AddTo(command);
        command.Add(output);
        command.Add(json);
        command.SetAction((parsed, cancellation) => context.RunAsync(() =>
        {
            Run(context, data, parsed, parsed.GetRequiredValue(output), parsed.GetValue(json), cancellation);
            return Task.CompletedTask;
        }));
        return command;
    }

    private static void Run(CommandContext context, DataOptions data, ParseResult parsed, string path, bool asJson, CancellationToken cancellation)
    {
        var pipeline = data.Pipeline(parsed, data.Configuration(parsed));
        if (pipeline.HorizonDays.Count > 1) throw new UsageException($"--horizon-days: features writes the labels of one horizon; there are {pipeline.HorizonDays.Count}. Choose one, such as --horizon-days {pipeline.HorizonDays[0]}.");
        Beside.RequireOutside(path, data.Folder(parsed));
        var reading = Export.Read(context, data, parsed, pipeline, cancellation);
        context.Progress.Report("Finding landmarks");
        var cohort = Cohort.Of(reading.Episodes, pipeline, Export.Cut(context, reading, data, parsed), cancellation);
        var weights = FollowUp.Weights(cohort, pipeline, _ => true);
        var labelled = LabelledRows.Of(cohort, 0, pipeline, _ => true, weights);
        var features = Usage.Checked(() => FeatureSetBuilder.Build(cohort.Episodes, pipeline, keepEmpty: true));
        context.Progress.Report($"Writing {labelled.Rows.Length} rows of {features.Count} features");
        Beside.Write(path, stream => FeatureTableWriter.Write(stream, cohort, features, labelled, cancellation));
        if (asJson) context.WriteJson(new FeaturesReport(path, labelled.Rows.Length, features.Count, labelled.Censored));
        else context.Output.MarkupLineInterpolated($"{labelled.Rows.Length} rows with {features.Count} features written to {path}; {labelled.Censored} landmarks are left out since their label is not known by the end of the data.");
    }
}
