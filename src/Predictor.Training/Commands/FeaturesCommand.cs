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
        var command = new Command("features", "Write the feature table of an export as CSV: one row for each landmark whose label is known, with label, weight and every feature; a missing value is an empty field.");
        data.AddTo(command);
        command.Add(output);
        command.SetAction((parsed, cancellation) => context.RunAsync(() =>
        {
            Run(context, data, parsed, parsed.GetRequiredValue(output), cancellation);
            return Task.CompletedTask;
        }));
        return command;
    }

    private static void Run(CommandContext context, DataOptions data, ParseResult parsed, string path, CancellationToken cancellation)
    {
        var pipeline = data.Pipeline(parsed, data.Configuration(parsed));
        if (pipeline.HorizonDays.Count > 1) throw new UsageException($"--horizon-days: features writes the labels of one horizon; there are {pipeline.HorizonDays.Count}. Choose one, such as --horizon-days {pipeline.HorizonDays[0]}.");
        var reading = Export.Read(context, data, parsed, pipeline, cancellation);
        context.Progress.Report("Finding landmarks");
        var cohort = Cohort.Of(reading.Episodes, pipeline, Export.Cut(reading, data, parsed), cancellation);
        var weights = FollowUp.Weights(cohort, pipeline, _ => true);
        var labelled = LabelledRows.Of(cohort, 0, pipeline, _ => true, weights);
        var features = Usage.Checked(() => FeatureSetBuilder.Build(cohort.Episodes, pipeline, keepEmpty: true));
        context.Progress.Report($"Writing {labelled.Rows.Length} rows of {features.Count} features");
        Beside.Write(path, stream => FeatureTableWriter.Write(stream, cohort, features, labelled, cancellation));
        context.Output.MarkupLineInterpolated($"{labelled.Rows.Length} rows with {features.Count} features written to {path}; {labelled.Censored} landmarks are left out since their label is not known by the end of the data.");
    }
}
