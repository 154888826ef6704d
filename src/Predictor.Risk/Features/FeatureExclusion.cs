namespace Predictor.Risk.Features;

/// <summary>Leaves features out by code or by a beginning that ends in a star.</summary>
public static class FeatureExclusion
{
    /// <summary>The features that no pattern matches.</summary>
    /// <exception cref="ArgumentException">A pattern matches no feature; the message names it.</exception>
    internal static List<Feature> Apply(List<Feature> features, IReadOnlyList<string> patterns)
    {
        foreach (var pattern in patterns)
        {
            if (!features.Exists(f => Matches(f.Code, pattern)))
            {
                throw new ArgumentException($"exclude: '{pattern}' matches no feature; expected a code such as attendance.miss-rate, or a beginning such as scheduling.*");
            }
        }

        return features.FindAll(f => !IsExcluded(f, patterns));
    }

    /// <summary>True where a pattern matches a feature.</summary>
    public static bool IsExcluded(Feature feature, IReadOnlyList<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(feature);
        ArgumentNullException.ThrowIfNull(patterns);
        return patterns.Any(p => Matches(feature.Code, p));
    }

    private static bool Matches(string code, string pattern) =>
        pattern.EndsWith('*') ? code.StartsWith(pattern[..^1], StringComparison.Ordinal) : code == pattern;
}
