namespace Predictor.Risk.Features;

/// <summary>Leaves features out by code or by a beginning that ends in a star.</summary>
internal static class FeatureExclusion
{
    /// <exception cref="ArgumentException">A pattern matches no feature; the message names it.</exception>
    public static List<Feature> Apply(List<Feature> features, IReadOnlyList<string> patterns)
    {
        foreach (var pattern in patterns)
        {
            if (!features.Exists(f => Matches(f.Code, pattern)))
            {
                throw new ArgumentException($"exclude: '{pattern}' matches no feature; expected a code such as attendance.miss-rate, or a beginning such as scheduling.*");
            }
        }

        return features.FindAll(f => !patterns.Any(p => Matches(f.Code, p)));
    }

    private static bool Matches(string code, string pattern) =>
        pattern.EndsWith('*') ? code.StartsWith(pattern[..^1], StringComparison.Ordinal) : code == pattern;
}
