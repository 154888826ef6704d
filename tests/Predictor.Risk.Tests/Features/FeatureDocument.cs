using System.Text;
using Predictor.Risk.Features;
using Predictor.Risk.Features.Catalogue;

namespace Predictor.Risk.Tests.Features;

/// <summary>The page docs/features.md as the catalogue has it.</summary>
internal static class FeatureDocument
{
    public static string Text()
    {
        var text = new StringBuilder();
        text.Append("# Features\n\n");
        text.Append("Generated from the catalogue; `UPDATE_DOCS=1 dotnet test tests/Predictor.Risk.Tests` writes it anew.\n\n");
        text.Append($"All {FeatureCatalogue.All.Count} features are computed from what was known at the landmark and nothing later. \"Missing\" is an empty value, never zero. The direction says what a higher value may do to the risk: ");
        text.Append("an engine that can keep it must. A feature is left out of a model where the training data hold no value in a column that it needs.\n");
        foreach (var family in FeatureCatalogue.All.GroupBy(f => f.Family))
        {
            text.Append($"\n## {FamilyNames.Of(family.Key)}\n\n| code | what | unit | direction | meaning | needs |\n|---|---|---|---|---|---|\n");
            foreach (var feature in family) text.Append($"| `{feature.Code}` | {feature.Name} | {feature.Unit} | {Direction(feature.Direction)} | {feature.Meaning} | {Needs(feature)} |\n");
        }

        text.Append("\n## covariate\n\nEvery `x_` column of `episodes.csv` is a feature by its own name: a number where all its values are numbers, else a category (");
        text.Append($"the {FeatureSetBuilder.MostCategories} most frequent names; the rest count as missing). `s_` columns never are.\n");
        text.Append("\n## measure\n\nScores of instruments that are not known by name, and of parts of known ones, give four features each, named `measure.INSTRUMENT.SCALE.RATER.…`: ");
        text.Append($"`last`, `mean`, `change` (since the score before) and `days-since`. A score has to be seen in {FeatureSetBuilder.FewestEpisodes} episodes; at most {FeatureSetBuilder.MostGenericMeasures} kinds are kept, the most widespread.\n");
        return text.ToString();
    }

    private static string Direction(RiskDirection direction) => direction switch
    {
        RiskDirection.Raises => "raises",
        RiskDirection.Lowers => "lowers",
        _ => "either",
    };

    private static string Needs(Feature feature) => string.Join(", ", feature.Needs.Select(n => $"`{n}`"));
}
