using Predictor.Risk.Features;
using Predictor.Risk.Features.Catalogue;

namespace Predictor.Risk.Packaging;

/// <summary>Between features and their entries in <c>features.json</c>: a feature's computation is code, its entry says which.</summary>
internal static class FeatureRestorer
{
    private static readonly Dictionary<string, Feature> Catalogued = FeatureCatalogue.All.ToDictionary(f => f.Code, StringComparer.Ordinal);

    /// <summary>The entry of a feature.</summary>
    public static FeatureEntry Entry(Feature feature, FeatureDistribution distribution) => new()
    {
        Code = feature.Code,
        Name = feature.Name,
        Family = feature.Family,
        Unit = feature.Unit,
        Direction = feature.Direction,
        Meaning = feature.Meaning,
        IsCategorical = feature.IsCategorical,
        Measure = feature.Measure,
        Distribution = distribution,
    };

    /// <summary>The columns of the package.</summary>
    /// <exception cref="ModelPackageException">A feature is not known to this version; the message names it.</exception>
    public static FeatureSet Restore(FeaturesDocument document, IReadOnlyDictionary<string, IReadOnlyList<string>> categoryCodes)
    {
        var slots = new List<FeatureSlot>(document.Features.Count);
        foreach (var entry in document.Features)
        {
            var feature = Restore(entry);
            if (feature.IsCategorical != entry.IsCategorical || feature.Family != entry.Family)
            {
                throw new ModelPackageException($"{PackageFiles.Features}: feature '{entry.Code}' is described as another kind of feature than it is in this version of Predictor.");
            }

            IReadOnlyList<string>? categories = null;
            if (feature.IsCategorical && !categoryCodes.TryGetValue(entry.Code, out categories))
            {
                throw new ModelPackageException($"{PackageFiles.Pipeline}: categoryCodes has no entry for '{entry.Code}'; expected its categories.");
            }

            slots.Add(new FeatureSlot(feature, categories));
        }

        try
        {
            return new FeatureSet(slots);
        }
        catch (ArgumentException e)
        {
            throw new ModelPackageException($"{PackageFiles.Features}: {e.Message}", e);
        }
    }

    private static Feature Restore(FeatureEntry entry)
    {
        if (Catalogued.TryGetValue(entry.Code, out var feature)) return feature;
        if (entry.Family == FeatureFamily.Covariate && entry.Code.StartsWith("x_", StringComparison.Ordinal)) return DynamicFeatures.Covariate(entry.Code, !entry.IsCategorical);
        if (entry is { Family: FeatureFamily.Measure, Measure: { } measure })
        {
            var stem = entry.Code[..Math.Max(0, entry.Code.LastIndexOf('.'))];
            if (DynamicFeatures.Generic(measure, stem).FirstOrDefault(f => f.Code == entry.Code) is { } generic) return generic;
        }

        throw new ModelPackageException($"{PackageFiles.Features}: feature '{entry.Code}' is not known to this version of Predictor; the package may be newer.");
    }
}
