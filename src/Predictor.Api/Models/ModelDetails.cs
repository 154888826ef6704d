using System.Text.Json;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Models;

/// <summary>The models that the service can score with.</summary>
public sealed record ModelList(IReadOnlyList<ModelEntry> Models);

/// <summary>One version of a model, and whether it answers.</summary>
public sealed record ModelEntry : ModelSummary
{
    /// <summary>True where this is the version that answers for its name.</summary>
    public required bool Serves { get; init; }

    /// <summary>True where its name answers when none is asked for.</summary>
    public required bool IsDefault { get; init; }
}

/// <summary>What a model is.</summary>
public record ModelSummary
{
    /// <summary>The name, as in the path of its details.</summary>
    public required string Name { get; init; }

    /// <summary>Semantic version.</summary>
    public required string Version { get; init; }

    /// <summary>The hash of the package's canonical content in lower-case hex: the identity of the model.</summary>
    public required string Sha256 { get; init; }

    /// <summary>When the model was made, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it can be asked for; the first is the default.</summary>
    public required IReadOnlyList<ModelHorizon> Horizons { get; init; }
}

/// <summary>One horizon of a model.</summary>
/// <param name="HorizonDays">Days ahead that the risk is for.</param>
/// <param name="BaseRate">The weighted share of training rows whose client had left or left within the horizon.</param>
/// <param name="Bands">The probabilities from which on a risk is moderate, high and very high.</param>
public sealed record ModelHorizon(int HorizonDays, double BaseRate, RiskBands Bands);

/// <summary>All that is known of a model.</summary>
public sealed record ModelDetails : ModelSummary
{
    /// <summary>The model card: the 31 source attributes of 45 CFR 170.315(b)(11)(iv)(B), with intended use and limits.</summary>
    public required JsonElement Card { get; init; }

    /// <summary>What the training used and how the model does on clients it has not seen.</summary>
    public required JsonElement Metrics { get; init; }

    /// <summary>The features in their order: code, name, family, unit, direction of the constraint, meaning and training distribution.</summary>
    public required IReadOnlyList<JsonElement> Features { get; init; }

    internal static ModelDetails Of(ModelPackage package) => new()
    {
        Name = package.Name,
        Version = package.Version,
        Sha256 = package.Sha256,
        CreatedAt = package.CreatedAt,
        Horizons = [.. package.Heads.Select(h => new ModelHorizon(h.HorizonDays, h.BaseRate, h.Bands))],
        Card = Document(package, "card.json"),
        Metrics = Document(package, "metrics.json"),
        Features = [.. Document(package, "features.json").GetProperty("features").EnumerateArray()],
    };

    internal ModelEntry Entry(bool serves, bool isDefault) =>
        new() { Name = Name, Version = Version, Sha256 = Sha256, CreatedAt = CreatedAt, Horizons = Horizons, Serves = serves, IsDefault = isDefault };

    private static JsonElement Document(ModelPackage package, string file) => JsonElement.Parse(package.Files[file]);
}
