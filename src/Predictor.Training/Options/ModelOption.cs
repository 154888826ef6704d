using System.CommandLine;
using Predictor.Risk.Packaging;

namespace Predictor.Training.Options;

/// <summary>The option of every command that uses a model.</summary>
internal static class ModelOption
{
    public static Option<string> Create() => new("--model") { Description = "Folder of the model package.", Required = true, HelpName = "MODEL_DIR" };

    /// <summary>The heads of some horizons; all where none are asked for.</summary>
    /// <exception cref="UsageException">The model has no head of a horizon.</exception>
    public static IReadOnlyList<ModelHead> Heads(ModelPackage package, IReadOnlyList<int>? horizonDays)
    {
        if (horizonDays is null) return package.Heads;
        return
        [
            .. horizonDays.Select(h => package.HeadOf(h)
                ?? throw new UsageException($"--horizon-days: the model has none of {h} days; it has {string.Join(", ", package.Heads.Select(x => x.HorizonDays))}.")),
        ];
    }
}
