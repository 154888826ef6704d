using Predictor.Risk.Engines;
using Predictor.Risk.Features.State;

namespace Predictor.Risk.Features;

/// <summary>A feature at its place in a table, with the categories that the training data showed.</summary>
public sealed class FeatureSlot
{
    private readonly Dictionary<string, int>? _codes;

    internal FeatureSlot(Feature feature, IReadOnlyList<string>? categories)
    {
        if (feature.IsCategorical != categories is not null) throw new ArgumentException($"Feature {feature.Code}: categories go with categorical features alone.", nameof(categories));
        Feature = feature;
        Categories = categories;
        _codes = categories?.Select((name, code) => (name, code)).ToDictionary(c => c.name, c => c.code, StringComparer.Ordinal);
    }

    public Feature Feature { get; }

    /// <summary>The categories in the order of their codes; null for a number.</summary>
    public IReadOnlyList<string>? Categories { get; }

    /// <summary>How an engine is to read the column.</summary>
    public FeatureColumn Column => new(Feature.Code, Categories, (int)Feature.Direction);

    /// <summary>The value as it stands in a row; NaN for missing and for a category that training never saw.</summary>
    internal double Value(FeatureState state)
    {
        if (_codes is null) return Feature.Number(state);
        return Feature.Category(state) is { } name && _codes.TryGetValue(name, out var code) ? code : double.NaN;
    }

    /// <summary>The category that training never saw, if that is what the feature has at this state; else null.</summary>
    internal string? Unseen(FeatureState state) => _codes is not null && Feature.Category(state) is { } name && !_codes.ContainsKey(name) ? name : null;

    /// <summary>The name of a category by its code in a row; null for NaN.</summary>
    public string? CategoryOf(double value) => Categories is null || double.IsNaN(value) ? null : Categories[(int)value];
}
