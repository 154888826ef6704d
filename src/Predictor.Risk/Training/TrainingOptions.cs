using Predictor.Risk.Evaluation;
using Predictor.Risk.Training.Card;
using Predictor.Risk.Training.Designs;

namespace Predictor.Risk.Training;

/// <summary>How a model is trained, beyond how events become rows.</summary>
public sealed record TrainingOptions
{
    /// <summary>The model's name: lower-case letters, digits and dashes.</summary>
    public string Name { get; init; } = "model";

    /// <summary>The model's semantic version.</summary>
    public string Version { get; init; } = "1.0.0";

    /// <summary>Seed of the split, the folds and everything drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Inner folds for the penalty and the calibration.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>What the rows that the model is judged on are held out by.</summary>
    public SplitDesign Split { get; init; } = SplitDesign.ByClient;

    /// <summary>How often all clients are cross-validated beside the split; 0 for not at all.</summary>
    public int CrossValidationRepeats { get; init; }

    /// <summary>How often the model is trained again on a share of the training clients, to see what stays the same; 0 for not at all.</summary>
    public int StabilityRefits { get; init; }

    /// <summary>Samples of clients that the intervals of the evaluation come from; 0 for no intervals.</summary>
    public int BootstrapRepeats { get; init; } = EvaluationOptions.DefaultBootstrapRepeats;

    /// <summary>How often models are trained on halves of the clients, to learn how uncertain each risk is; 0 for no intervals around risks.</summary>
    public int HalfSamples { get; init; } = 5;

    /// <summary>The end of the data as it was asked for, to be recorded; null for the default.</summary>
    public string? DataUntil { get; init; }

    /// <summary>What is stated for the model card beyond what the run knows.</summary>
    public CardAnswers Card { get; init; } = CardAnswers.None;

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (Name.Length is 0 or > 64 || !Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) yield return $"the model's name is '{Name}'; expected 1 to 64 lower-case letters, digits or dashes";
        if (!IsSemantic(Version)) yield return $"the model's version is '{Version}'; expected MAJOR.MINOR.PATCH, such as 1.0.0";
        if (BootstrapRepeats is not 0 and < EvaluationOptions.FewestBootstrapRepeats) yield return $"there are {BootstrapRepeats} bootstrap repeats; expected 0 or at least {EvaluationOptions.FewestBootstrapRepeats}";
        if (HalfSamples is not 0 and (< 2 or > 100)) yield return $"the clients are halved {HalfSamples} times; expected 0 or 2 to 100";
        foreach (var problem in Split.Problems()) yield return problem;
        if (CrossValidationRepeats is < 0 or > 100) yield return $"there are {CrossValidationRepeats} repeats of the cross-validation; expected 0 to 100";
        if (CrossValidationRepeats > 0 && Split.Kind == SplitKind.Time) yield return "a cross-validation mixes past and future, and the split is by time; expected one of them";
        if (StabilityRefits is < 0 or 1 or > 200) yield return $"there are {StabilityRefits} refits; expected 0 or 2 to 200";
        if (Folds is < 2 or > 20) yield return $"there are {Folds} folds; expected 2 to 20";
    }

    private static bool IsSemantic(string version)
    {
        var parts = version.Split('.');
        return parts.Length == 3 && parts.All(p => p.Length is > 0 and < 10 && p.All(char.IsAsciiDigit) && (p == "0" || p[0] != '0'));
    }
}
