using Predictor.Care.Episodes;
using Predictor.Risk.Features.Catalogue;

namespace Predictor.Risk.Features;

/// <summary>Chooses the features that a set of episodes can fill, and the categories they show.</summary>
public static class FeatureSetBuilder
{
    /// <summary>A covariate with more names than this keeps the most frequent; the rest count as missing.</summary>
    public const int MostCategories = 50;

    /// <summary>A generic measure has to be seen in this many episodes, so that a single odd row makes no column.</summary>
    public const int FewestEpisodes = 10;

    /// <summary>The most generic measures that become features; the most widespread are kept.</summary>
    public const int MostGenericMeasures = 40;

    /// <summary>The features for a table or a model.</summary>
    /// <param name="episodes">The training episodes: nothing else may say which categories there are.</param>
    /// <param name="options">Which instruments are known, and which features to leave out.</param>
    /// <param name="keepEmpty">True to keep features whose columns hold no value at all, as in a table for researchers.</param>
    /// <exception cref="ArgumentException">An entry of <see cref="PipelineOptions.Exclude"/> matches no feature.</exception>
    public static FeatureSet Build(IReadOnlyCollection<Episode> episodes, PipelineOptions options, bool keepEmpty = false)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        ArgumentNullException.ThrowIfNull(options);
        var candidates = new List<Feature>(FeatureCatalogue.All);
        candidates.AddRange(Covariates(episodes));
        candidates.AddRange(GenericMeasures(episodes, options));
        var kept = FeatureExclusion.Apply(candidates, options.Exclude);
        var present = keepEmpty ? null : ColumnPresence.Of(episodes, options.Instruments);
        var slots = new List<FeatureSlot>();
        foreach (var feature in kept)
        {
            if (present is not null && !feature.Needs.All(present.Contains)) continue;
            slots.Add(new FeatureSlot(feature, feature.IsCategorical ? Categories(feature, episodes) : null));
        }

        return new FeatureSet(slots);
    }

    private static IEnumerable<Feature> Covariates(IReadOnlyCollection<Episode> episodes)
    {
        var isNumeric = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var episode in episodes)
        {
            foreach (var (column, text) in episode.Covariates)
            {
                isNumeric[column] = (!isNumeric.TryGetValue(column, out var soFar) || soFar) && DynamicFeatures.IsNumber(text, out _);
            }
        }

        return isNumeric.Select(c => DynamicFeatures.Covariate(c.Key, c.Value));
    }

    private static List<Feature> GenericMeasures(IReadOnlyCollection<Episode> episodes, PipelineOptions options)
    {
        var seenIn = new Dictionary<GenericMeasure, int>();
        var inEpisode = new HashSet<GenericMeasure>();
        var asWritten = new Dictionary<(string Instrument, string? Scale, string? Rater), GenericMeasure?>();
        foreach (var episode in episodes)
        {
            inEpisode.Clear();
            foreach (var measure in episode.Measures ?? [])
            {
                if (KindOf(measure) is { } kind) inEpisode.Add(kind);
            }

            foreach (var measure in inEpisode) seenIn[measure] = seenIn.GetValueOrDefault(measure) + 1;
        }

        var stems = new HashSet<string>(StringComparer.Ordinal);
        return seenIn
            .Where(m => m.Value >= FewestEpisodes)
            .OrderByDescending(m => m.Value).ThenBy(m => m.Key.ToString(), StringComparer.Ordinal)
            .Take(MostGenericMeasures)
            .OrderBy(m => m.Key.ToString(), StringComparer.Ordinal)
            .SelectMany(m => DynamicFeatures.Generic(m.Key, UniqueStem(m.Key, stems)))
            .ToList();

        // The case is folded once for each way of writing a name, not for every score.
        GenericMeasure? KindOf(Measure measure)
        {
            var key = (measure.Instrument, measure.Scale, measure.Rater);
            if (asWritten.TryGetValue(key, out var kind)) return kind;
            kind = GenericMeasure.IsGeneric(measure, options.Instruments, out _) ? GenericMeasure.Of(measure) : null;
            asWritten.Add(key, kind);
            return kind;
        }
    }

    /// <summary>Two measures may differ only in characters that a code cannot hold; the later one is numbered.</summary>
    private static string UniqueStem(GenericMeasure measure, HashSet<string> taken)
    {
        var stem = measure.Stem;
        for (var i = 2; !taken.Add(stem); i++) stem = $"{measure.Stem}-{i}";
        return stem;
    }

    /// <summary>The categories a feature can show: fixed ones from the catalogue's codes, free ones from the data.</summary>
    private static List<string> Categories(Feature feature, IReadOnlyCollection<Episode> episodes)
    {
        if (KnownCategories.Of(feature.Code) is { } known) return [.. known];
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var episode in episodes)
        {
            var name = feature.Family == FeatureFamily.Covariate ? episode.Covariates.GetValueOrDefault(feature.Code) : episode.Treatment;
            if (name is not null) counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        return [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(MostCategories).Select(c => c.Key).Order(StringComparer.Ordinal)];
    }
}
