using System.CommandLine;
using Predictor.Simulation;
using Predictor.Training.Options;
using Predictor.Training.Output;

namespace Predictor.Training.Commands;

/// <summary><c>simulate</c>: an export of a clinic whose truth is known.</summary>
internal static class SimulateCommand
{
    public static Command Create(CommandContext context)
    {
        var episodes = new Option<int>("--episodes") { Description = "How many courses of treatment.", Required = true, HelpName = "N" };
        var seed = new Option<int>("--seed") { Description = "Seed of everything drawn.", DefaultValueFactory = _ => 1, HelpName = "S" };
        var preset = new Option<string>("--preset") { Description = "The kind of clinic: psychotherapy, or ctn for 24 planned weekly visits in addiction treatment.", DefaultValueFactory = _ => "psychotherapy", HelpName = "PRESET" };
        var output = new Option<string>("--out") { Description = "Folder of the export; an earlier simulation there is replaced in one move.", Required = true, HelpName = "DIR" };
        var inactivity = new Option<int>("--inactivity-days") { Description = "Days without a session after which a client counts as gone, for the true risks.", DefaultValueFactory = _ => 42, HelpName = "DAYS" };
        var horizons = new Option<int[]>("--horizon-days") { Description = "Horizons of the true risks in days.", DefaultValueFactory = _ => [28], HelpName = "DAYS", AllowMultipleArgumentsPerToken = true };
        var noTruth = new Option<bool>("--no-truth") { Description = "Leave out truth/landmarks.csv, the true risk at each landmark; the export is the same." };
        var json = JsonOption.Create();
        var command = new Command("simulate", "Simulate a clinic with known truth and write it as an export.");
        foreach (var option in new Option[] { episodes, seed, preset, output, inactivity, horizons, noTruth, json }) command.Add(option);
        command.SetAction((parsed, cancellation) => context.RunAsync(() =>
        {
            var options = new SimulationOptions
            {
                Episodes = parsed.GetValue(episodes),
                Seed = parsed.GetValue(seed),
                Preset = PresetOf(parsed.GetValue(preset)!),
                InactivityDays = parsed.GetValue(inactivity),
                HorizonDays = parsed.GetValue(horizons)!,
                WritesTruth = !parsed.GetValue(noTruth),
            };
            var folder = parsed.GetRequiredValue(output);
            var summary = Usage.Checked(() => Simulator.Write(options, folder, context.Progress, cancellation));
            if (parsed.GetValue(json)) context.WriteJson(summary);
            else SimulateTable.Write(context.Output, summary, folder);
            return Task.CompletedTask;
        }));
        return command;
    }

    private static Preset PresetOf(string name) => name switch
    {
        "psychotherapy" => Preset.Psychotherapy,
        "ctn" => Preset.Ctn,
        _ => throw new UsageException($"--preset: '{name}' is not known; expected psychotherapy or ctn."),
    };
}
