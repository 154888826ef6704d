using System.CommandLine;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Packaging;
using Predictor.Risk.Recalibrating;
using Predictor.Risk.Reporting;
using Predictor.Training.Data;
using Predictor.Training.Options;
using Predictor.Training.Output;
using Spectre.Console;

namespace Predictor.Training.Commands;

/// <summary><c>evaluate</c>: judges a model on an export.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CommandContext context)
    {
        var data = new DataOptions(usesModel: true);
        var model = ModelOption.Create();
        var apparent = new Option<bool>("--apparent") { Description = "On the data the model was trained on, use all clients, those it has seen too; the figures flatter it and are labelled so." };
        var heldOut = new Option<bool>("--held-out") { Description = "Use only the clients that a training with the model's seed holds out: for a later export of the clinic that the model was trained on." };
        var truth = new Option<string?>("--truth") { Description = "The true risks of a simulated export, as 'simulate' writes them: the best that any model could reach stands beside.", HelpName = "FILE" };
        var repeats = new Option<int>("--bootstrap") { Description = "Samples of clients that the intervals come from: 40 or more, 0 for no intervals.", DefaultValueFactory = _ => EvaluationOptions.DefaultBootstrapRepeats, HelpName = "REPEATS" };
        var report = new Option<string?>("--report") { Description = "Write the evaluation as one page of HTML that stands by itself, for people; one that stands there is replaced.", HelpName = "FILE.html" };
        var predictions = new Option<string?>("--predictions") { Description = "Write the rows that are judged, each with its label, censoring weight and probability, to compute figures of your own; one that stands there is replaced.", HelpName = "FILE.csv" };
        var recalibrate = new RecalibrateOptions();
        var json = JsonOption.Create();
        var command = new Command("evaluate", "Judge a model on an export. On the data it was trained on, only the clients held out then are used.");
        command.Add(model);
        data.AddTo(command);
        command.Add(apparent);
        command.Add(heldOut);
        command.Add(truth);
        command.Add(repeats);
        command.Add(report);
        command.Add(predictions);
        recalibrate.AddTo(command);
        command.Add(json);
        command.SetAction((parsed, cancellation) => context.RunAsync(() =>
        {
            if (recalibrate.Read(parsed) is { } request)
            {
                if (parsed.GetValue(truth) is not null || data.Horizons(parsed) is not null) throw new UsageException("--recalibrate: updates every horizon and knows no true risks; expected without --horizon-days and --truth.");
                if (parsed.GetValue(report) is not null) throw new UsageException("--report: is of one evaluation; expected without --recalibrate.");
                if (parsed.GetValue(predictions) is not null) throw new UsageException("--predictions: are those of one evaluation; expected without --recalibrate.");
                Recalibrate(context, data, parsed, parsed.GetRequiredValue(model), Choice(parsed.GetValue(apparent), parsed.GetValue(heldOut)), request, Repeats(parsed.GetValue(repeats)), parsed.GetValue(json), cancellation);
                return Task.CompletedTask;
            }

            Run(context, data, parsed, parsed.GetRequiredValue(model), Choice(parsed.GetValue(apparent), parsed.GetValue(heldOut)), parsed.GetValue(truth), Repeats(parsed.GetValue(repeats)), parsed.GetValue(report), parsed.GetValue(predictions), parsed.GetValue(json), cancellation);
            return Task.CompletedTask;
        }));
        return command;
    }

    private static ClientChoice Choice(bool apparent, bool heldOut) => (apparent, heldOut) switch
    {
        (true, true) => throw new UsageException("--held-out: cannot be combined with --apparent; expected one of them."),
        (true, false) => ClientChoice.All,
        (false, true) => ClientChoice.HeldOut,
        (false, false) => ClientChoice.Default,
    };

    private static int Repeats(int repeats) =>
        repeats is not 0 and < EvaluationOptions.FewestBootstrapRepeats ? throw new UsageException($"--bootstrap: {repeats}; expected 0 or at least {EvaluationOptions.FewestBootstrapRepeats}.") : repeats;

    private static void Recalibrate(CommandContext context, DataOptions data, ParseResult parsed, string folder, ClientChoice clients, RecalibrateRequest request, int repeats, bool asJson, CancellationToken cancellation)
    {
        var package = PackageReader.Read(folder);
        data.RequireSame(parsed, package.Pipeline);
        var reading = Export.Read(context, data, parsed, package.Pipeline, cancellation);
        var cut = Export.Cut(context, reading, data, parsed);
        var updated = Usage.Checked(() => Recalibrator.Of(package, reading.Episodes, cut, reading.Fingerprint, clients, request.Kind, request.Version, repeats, context.Time, context.Progress, cancellation));
        if (!updated.Write(request.Folder, cancellation)) context.Progress.Report($"The very same model stands in {request.Folder} already; it is left as it is");
        if (asJson) context.WriteJson(new TrainReport(package.Name, updated.Version, updated.Sha256, request.Folder, updated.Metrics));
        else RecalibrationTables.Write(context.Output, updated, request.Folder);
    }

    private static void Run(CommandContext context, DataOptions data, ParseResult parsed, string folder, ClientChoice clients, string? truthFile, int repeats, string? report, string? predictions, bool asJson, CancellationToken cancellation)
    {
        foreach (var (option, file) in new[] { ("--report", report), ("--predictions", predictions) })
        {
            if (file is null) continue;
            Beside.RequireFile(option, file);
            Beside.RequireOutside(option, file, data.Folder(parsed));
            Beside.RequireOutside(option, file, folder);
        }

        var package = PackageReader.Read(folder);
        data.RequireSame(parsed, package.Pipeline);
        var horizons = ModelOption.Heads(package, data.Horizons(parsed)).Select(h => h.HorizonDays).ToList();
        var truth = truthFile is null ? null : TruthFile.Read(truthFile, cancellation);
        var reading = Export.Read(context, data, parsed, package.Pipeline, cancellation);
        var cut = Export.Cut(context, reading, data, parsed);
        var evaluation = Usage.Checked(() => PackageEvaluation.Of(package, reading.Episodes, cut, reading.Fingerprint, clients, truth, repeats, context.Progress, cancellation));
        var chosen = horizons.ToDictionary(h => h, h => evaluation.ByHorizon[h]);
        if (report is not null)
        {
            var facts = ReportFacts.Of(package, evaluation.EvaluatedOn, cut, DateOnly.FromDateTime(context.Time.GetUtcNow().UtcDateTime));
            Beside.Write(report, stream => EvaluationReport.Write(stream, facts, chosen));
            context.Progress.Report($"Report written to {report}");
        }

        if (predictions is not null)
        {
            var rows = PackagePredictions.Of(package, reading.Episodes, cut, reading.Fingerprint, clients, horizons, cancellation);
            Beside.Write(predictions, stream => PredictionTableWriter.Write(stream, rows, cancellation));
            context.Progress.Report($"Predictions written to {predictions}");
        }

        if (asJson)
        {
            context.WriteJson(EvaluateReport.Of(package, evaluation.EvaluatedOn, chosen));
            return;
        }

        context.Output.MarkupLineInterpolated($"{package.Name} {package.Version} on {evaluation.EvaluatedOn}.");
        foreach (var (horizon, result) in chosen) PerformanceTables.Write(context.Output, horizon, result);
    }
}
