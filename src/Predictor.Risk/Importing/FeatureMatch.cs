using Predictor.Care.Reading.Fields;
using Predictor.Risk.Features;
using Predictor.Trees;

namespace Predictor.Risk.Importing;

/// <summary>Finds the features that the columns of a model stand for, by their names.</summary>
internal static class FeatureMatch
{
    // A model of thousands of columns that are none of ours would fill the screen.
    private const int MostListed = 50;

    /// <param name="names">The model's columns.</param>
    /// <param name="candidates">All features there are, with the categories that the data show.</param>
    /// <param name="codes">Which features the model was trained on and the codes of their categories; null where nothing is said.</param>
    /// <exception cref="ImportException">A name is not known, or a category's codes are not; every such column is named, up to fifty.</exception>
    public static FeatureSet Of(IReadOnlyList<string> names, FeatureSet candidates, FeatureCodes? codes)
    {
        var problems = new List<string>();
        var slots = new List<FeatureSlot>();
        // LightGBM has no spaces in names.
        var byName = candidates.Slots.GroupBy(s => LightGBMText.NameOf(s.Feature.Code), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var given = Named(names, codes);
        var c = 0;
        for (; c < given.Count && problems.Count < MostListed; c++)
        {
            var slot = candidates.Slots.FirstOrDefault(s => s.Feature.Code == given[c]) ?? (byName.TryGetValue(LightGBMText.NameOf(given[c]), out var found) && found.Count == 1 ? found[0] : null);
            if (slot is null) problems.Add($"Column {c}: '{Excerpt.Of(given[c])}' is no feature.{Suggestion.For(given[c], candidates.Slots.Select(s => s.Feature.Code))}");
            else if (slots.Exists(s => s.Feature.Code == slot.Feature.Code)) problems.Add($"Column {c}: '{Excerpt.Of(given[c])}' stands for {slot.Feature.Code}, as an earlier column does.");
            else if (!slot.Feature.IsCategorical) slots.Add(slot);
            else if (codes?.Find(slot.Feature.Code)?.Categories is { } categories) slots.Add(new FeatureSlot(slot.Feature, categories));
            else problems.Add($"Column {c}: '{Excerpt.Of(given[c])}' is a category; expected the codes of its categories with --features, as 'predictor features --codes' writes them or a model package has them.");
        }

        if (c < given.Count) problems.Add($"The {given.Count - c} columns after these were not looked at.");
        if (problems.Count > 0) throw ImportException.Of(problems);
        return new FeatureSet(slots);
    }

    /// <summary>The model's names, or where it only numbers its columns the codes in their order.</summary>
    /// <exception cref="ImportException">There are no codes for numbered columns, or not as many.</exception>
    private static IReadOnlyList<string> Named(IReadOnlyList<string> names, FeatureCodes? codes)
    {
        var isNumbered = names.Index().All(n => n.Item == $"Column_{n.Index}" || n.Item == $"f{n.Index}");
        if (!isNumbered || names.Count == 0) return names;
        var which = $"The model only numbers its columns ({names.Count}, from '{Excerpt.Of(names[0])}' on)";
        if (codes is null)
            throw new ImportException($"{which}; expected their names with --features: a file of 'predictor features --codes' or a model package that lists the features in the order in which the model was trained on them.");
        if (codes.Features.Count != names.Count)
            throw new ImportException($"{which}, and --features lists {codes.Features.Count} features; expected the {names.Count} on which the model was trained, in their order.");
        return [.. codes.Features.Select(f => f.Code)];
    }
}
