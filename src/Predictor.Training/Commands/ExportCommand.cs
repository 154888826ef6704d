using System.CommandLine;
using Predictor.Risk.Exporting;
using Predictor.Risk.Packaging;
using Predictor.Training.Options;
using Predictor.Training.Output;
using Spectre.Console;

namespace Predictor.Training.Commands;

/// <summary><c>export</c>: writes a packaged model for other programs.</summary>
internal static class ExportCommand
{
    private const string Onnx = "onnx";
    private const string LightGBM = "lightgbm";

    public static Command Create(CommandContext context)
    {
        var model = ModelOption.Create();
        var to = new Option<string>("--to") { Description = "What to write.", Required = true, HelpName = $"{Onnx}|{LightGBM}" };
        var output = new Option<string>("--out") { Description = "File to write.", Required = true, HelpName = "FILE" };
        var horizon = new Option<int?>("--horizon-days") { Description = "Which of the model's horizons. [default: its first]", HelpName = "DAYS" };
        var json = JsonOption.Create();
        var command = new Command("export", "Write a model for other programs, its calibration included. It reads rows of the package's features in their order; categories are codes.");
        foreach (var option in new Option[] { model, to, output, horizon, json }) command.Add(option);
        command.SetAction((parsed, _) => context.RunAsync(() =>
        {
            var format = parsed.GetRequiredValue(to);
            if (format is not (Onnx or LightGBM)) throw new UsageException($"--to: '{format}' is not known; expected {Onnx} or {LightGBM}.");
            var folder = parsed.GetRequiredValue(model);
            var path = parsed.GetRequiredValue(output);
            Beside.RequireOutside("--out", path, folder);
            var package = PackageReader.Read(folder);
            var head = ModelOption.Heads(package, parsed.GetValue(horizon) is { } days ? [days] : null)[0];
            Beside.Write(path, stream => Usage.Checked(() =>
            {
                if (format == Onnx) ModelExport.Onnx(package, head, stream);
                else ModelExport.LightGBM(head, stream);
                return true;
            }));
            if (parsed.GetValue(json)) context.WriteJson(new ExportReport(path, format, package.Name, package.Version, package.Sha256, head.HorizonDays, package.Features.Count));
            else context.Output.MarkupLineInterpolated($"{package.Name} {package.Version}, horizon {head.HorizonDays} days, written to {path} as {format}: {package.Features.Count} columns in the order of the package's features.json.");
            return Task.CompletedTask;
        }));
        return command;
    }
}
