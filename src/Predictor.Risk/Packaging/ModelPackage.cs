using Predictor.Risk.Features;
using Predictor.Risk.Horizons;
using Predictor.Risk.Training.Designs;

namespace Predictor.Risk.Packaging;

/// <summary>A trained model with all that is needed to score, explain and judge it. Cannot be changed; safe to use from many threads at once.</summary>
public sealed class ModelPackage
{
    public required string Name { get; init; }

    /// <summary>Semantic version.</summary>
    public required string Version { get; init; }

    /// <summary>The seed of the split: it says which clients the model has not seen.</summary>
    public required int Seed { get; init; }

    /// <summary>What the clients that the model was judged on were held out by.</summary>
    public SplitDesign Split { get; init; } = SplitDesign.ByClient;

    /// <summary>The SHA-256 of the export the model was trained on.</summary>
    public required string DataFingerprint { get; init; }

    /// <summary>For a recalibrated model where it comes from; null for others.</summary>
    public ModelOrigin? Origin { get; init; }

    /// <summary>The hash of the canonical hashed content: the model's identity.</summary>
    public required string Sha256 { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required PipelineOptions Pipeline { get; init; }

    public required FeatureSet Features { get; init; }

    /// <summary>What the training rows showed of each feature, in the order of the features.</summary>
    internal IReadOnlyList<FeatureDistribution> Distributions { get; init; } = [];

    /// <summary>One head a horizon, in the order of <see cref="PipelineOptions.HorizonDays"/>.</summary>
    public required IReadOnlyList<ModelHead> Heads { get; init; }

    /// <summary>The bytes of each file of the package, by name, for whoever wants to show or compare them.</summary>
    public required IReadOnlyDictionary<string, byte[]> Files { get; init; }

    /// <summary>Whether the risks at all horizons are one curve, which never falls; not so where horizons were learned apart.</summary>
    public bool IsCurve => Heads.All(h => h.HorizonDays == Heads[0].HorizonDays || h.Model is CurveModel);

    /// <summary>Why the risks at some horizons cannot be told as a curve, in a sentence; null where they can.</summary>
    public string? WhyNoCurve(IReadOnlyList<int> horizonDays)
    {
        ArgumentNullException.ThrowIfNull(horizonDays);
        if (!IsCurve) return $"The model's horizons ({string.Join(", ", Heads.Select(h => h.HorizonDays))} days) were learned apart and are no curve; expected a model that this version trained.";
        return horizonDays.All(h => HeadOf(h) is not null) ? null : $"The model has no horizon of {string.Join(" or ", horizonDays.Where(h => HeadOf(h) is null))} days; expected some of {string.Join(", ", Heads.Select(h => h.HorizonDays))}.";
    }

    /// <summary>The head of a horizon; null where the model has none.</summary>
    public ModelHead? HeadOf(int horizonDays) => Heads.FirstOrDefault(h => h.HorizonDays == horizonDays);
}
