using System.CommandLine;
using System.Globalization;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Designs;
using Predictor.Risk.Training.Running;

namespace Predictor.Training.Options;

/// <summary>How a training is judged: what is held out, and what is done beside.</summary>
internal sealed class DesignOptions
{
    private readonly Option<string?> _split = new("--split") { Description = "What the test is held out by: client (a quarter of the clients), time (clients first met after a day; the model learns from what was known on it), or clinic (as client, and beside it each clinic is left out in turn). [default: client]", HelpName = "client|time|clinic" };
    private readonly Option<string?> _day = new("--split-day") { Description = "With --split time: the last day that the model learns from. [default: the day that leaves a quarter of the labelled landmarks after it]", HelpName = "DAY" };
    private readonly Option<int?> _crossValidate = new("--cross-validate") { Description = "Beside the split, cross-validate all clients so many times, with other folds each time: mean and spread are told.", HelpName = "REPEATS" };
    private readonly Option<int?> _refits = new("--refits") { Description = "Train so many times more, each on 63 % of the training clients, and tell what stays the same: which features count, how far risks move.", HelpName = "REFITS" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _split, _day, _crossValidate, _refits }) command.Add(option);
    }

    /// <summary>The options with the design: from the command line, then the configuration file, then the defaults.</summary>
    /// <exception cref="UsageException">A value is out of its range; all are named.</exception>
    public TrainingOptions Read(ParseResult parsed, RunDocument file, TrainingOptions options)
    {
        var kind = Kind(parsed.GetValue(_split)) ?? file.Split ?? SplitKind.Client;
        // A day of the file belongs to its split by time; where another is asked for, it means nothing.
        var day = Day(parsed.GetValue(_day)) ?? (kind == SplitKind.Time ? file.SplitDay : null);
        options = options with { Split = new SplitDesign(kind, day), CrossValidationRepeats = parsed.GetValue(_crossValidate) ?? file.CrossValidate ?? 0, StabilityRefits = parsed.GetValue(_refits) ?? file.Refits ?? 0 };
        var problems = options.Problems().ToList();
        return problems.Count == 0 ? options : throw new UsageException(string.Join("; ", problems) + ".");
    }

    private static SplitKind? Kind(string? text) => text switch
    {
        null => null,
        "client" => SplitKind.Client,
        "time" => SplitKind.Time,
        "clinic" => SplitKind.Clinic,
        _ => throw new UsageException($"--split: '{text}' is not known; expected client, time or clinic."),
    };

    private static DateOnly? Day(string? text)
    {
        if (text is null) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new UsageException($"--split-day: '{text}' is no day; expected one such as 2025-06-30.");
    }
}
