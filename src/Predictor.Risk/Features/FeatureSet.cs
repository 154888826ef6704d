using Predictor.Risk.Engines;
using Predictor.Risk.Features.State;

namespace Predictor.Risk.Features;

/// <summary>The ordered features of one table or model. Safe to use from many threads at once.</summary>
public sealed class FeatureSet
{
    private readonly Dictionary<string, int> _indices;

    internal FeatureSet(IReadOnlyList<FeatureSlot> slots)
    {
        var twice = slots.GroupBy(s => s.Feature.Code, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null) throw new ArgumentException($"Feature {twice.Key} stands in the set twice.", nameof(slots));
        Slots = slots;
        Columns = [.. slots.Select(s => s.Column)];
        _indices = slots.Select((slot, index) => (slot.Feature.Code, index)).ToDictionary(p => p.Code, p => p.index, StringComparer.Ordinal);
    }

    public IReadOnlyList<FeatureSlot> Slots { get; }

    /// <summary>How an engine is to read the rows.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    public int Count => Slots.Count;

    /// <summary>Where a feature stands in a row; -1 where it is not in the set.</summary>
    public int IndexOf(string code) => _indices.TryGetValue(code, out var index) ? index : -1;

    /// <summary>Writes the features at a state's instant into a row of <see cref="Count"/> values.</summary>
    internal void Write(FeatureState state, Span<double> row)
    {
        for (var i = 0; i < Slots.Count; i++) row[i] = Slots[i].Value(state);
    }
}
