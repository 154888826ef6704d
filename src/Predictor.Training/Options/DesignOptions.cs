using System.CommandLine;
using System.Globalization;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Designs;

namespace Predictor.Training.Options;

/// <summary>How a training is judged: what is held out, and what is done beside.</summary>
internal sealed class DesignOptions
{
    private readonly Option<string> _split = new("--split") { Description = "What the test is held out by: client (a quarter of the clients), time (clients first met after a day; the model learns from what was known on it), or clinic (as client, and beside it each clinic is left out in turn).", DefaultValueFactory = _ => "client", HelpName = "client|time|clinic" };
    private readonly Option<string?> _day = new("--split-day") { Description = "With --split time: the last day that the model learns from. [default: the day that leaves a quarter of the labelled landmarks after it]", HelpName = "DAY" };
    private readonly Option<int> _crossValidate = new("--cross-validate") { Description = "Beside the split, cross-validate all clients so many times, with other folds each time: mean and spread are told.", HelpName = "REPEATS" };
    private readonly Option<int> _refits = new("--refits") { Description = "Train so many times more, each on 63 % of the training clients, and tell what stays the same: which features count, how far risks move.", HelpName = "REFITS" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _split, _day, _crossValidate, _refits }) command.Add(option);
    }

    /// <summary>The options with the design.</summary>
    /// <exception cref="UsageException">A value is out of its range; all are named.</exception>
    public TrainingOptions Read(ParseResult parsed, TrainingOptions options)
    {
        options = options with { Split = new SplitDesign(Kind(parsed.GetValue(_split)!), Day(parsed.GetValue(_day))), CrossValidationRepeats = parsed.GetValue(_crossValidate), StabilityRefits = parsed.GetValue(_refits) };
        var problems = options.Problems().ToList();
        return problems.Count == 0 ? options : throw new UsageException(string.Join("; ", problems) + ".");
    }

    private static SplitKind Kind(string text) => text switch
    {
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
