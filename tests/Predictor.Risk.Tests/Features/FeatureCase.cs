using Predictor.Care.Episodes;

namespace Predictor.Risk.Tests.Features;

/// <summary>A hand-worked value of a feature.</summary>
/// <param name="Code">The feature.</param>
/// <param name="Episode">What happened.</param>
/// <param name="At">The instant, as a text in UTC.</param>
/// <param name="Expected">A number, the name of a category, or null for missing.</param>
internal sealed record FeatureCase(string Code, Episode Episode, string At, object? Expected)
{
    /// <summary>Cases of one family for one episode at one instant, each with the code after the family.</summary>
    public static IEnumerable<FeatureCase> Of(string family, Episode episode, string at, params (string Name, object? Expected)[] cases) =>
        cases.Select(c => new FeatureCase($"{family}.{c.Name}", episode, at, c.Expected));

    /// <summary>Features that are missing for one episode at one instant.</summary>
    public static IEnumerable<FeatureCase> Missing(string family, Episode episode, string at, params string[] names) =>
        names.Select(n => new FeatureCase($"{family}.{n}", episode, at, null));
}
