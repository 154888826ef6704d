using System.CommandLine;
using Predictor.Risk.Recalibrating;
using Predictor.Risk.Training;

namespace Predictor.Training.Options;

/// <summary>Whether a model is recalibrated on the export that it is judged on, and where the new version goes.</summary>
internal sealed class RecalibrateOptions
{
    private readonly Option<string?> _kind = new("--recalibrate") { Description = "Learn on this export how the model's risks are to be shifted (large: intercept) or shifted and spread (logistic: intercept and slope), and write a new version of the package to --out. Needs 100 clients with the outcome.", HelpName = "large|logistic" };
    private readonly Option<string?> _output = new("--out") { Description = "With --recalibrate: folder of the new package.", HelpName = "MODEL_DIR" };
    private readonly Option<string?> _version = new("--model-version") { Description = "With --recalibrate: semantic version of the new package. [default: the next minor version]", HelpName = "X.Y.Z" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _kind, _output, _version }) command.Add(option);
    }

    /// <summary>What is asked for; null where the model is only judged.</summary>
    /// <exception cref="UsageException">The options do not go together, or nothing can be written there.</exception>
    public RecalibrateRequest? Read(ParseResult parsed)
    {
        var folder = parsed.GetValue(_output);
        var version = parsed.GetValue(_version);
        if (parsed.GetValue(_kind) is not { } text)
        {
            if ((folder ?? version) is not null) throw new UsageException($"{(folder is null ? "--model-version" : "--out")}: goes with --recalibrate only; without it nothing is written.");
            return null;
        }

        var kind = text switch
        {
            "large" => RecalibrationKind.Large,
            "logistic" => RecalibrationKind.Logistic,
            _ => throw new UsageException($"--recalibrate: '{text}' is not known; expected large or logistic."),
        };
        if (folder is null) throw new UsageException("--out: expected with --recalibrate, the folder of the new package.");
        if (TrainedModel.WhyNotWritable(folder) is { } why) throw new UsageException($"--out: {why}");
        return new RecalibrateRequest(kind, folder, version);
    }
}

/// <summary>A recalibration that is asked for.</summary>
internal sealed record RecalibrateRequest(RecalibrationKind Kind, string Folder, string? Version);
