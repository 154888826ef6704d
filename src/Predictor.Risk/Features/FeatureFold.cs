using Predictor.Care.Timelines;
using Predictor.Risk.Features.State;

namespace Predictor.Risk.Features;

/// <summary>
/// Folds one timeline, event by event, and gives the features at any instants asked for in ascending order. The only way from events to
/// features, for training and for serving.
/// </summary>
public sealed class FeatureFold
{
    private readonly Timeline _timeline;
    private readonly FeatureSet _features;
    private readonly FeatureState _state;
    private int _next;

    public FeatureFold(Timeline timeline, FeatureSet features, PipelineOptions options)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(options);
        _timeline = timeline;
        _features = features;
        _state = new FeatureState(timeline.Episode, options) { Now = long.MinValue };
    }

    /// <summary>What the events so far amount to.</summary>
    internal FeatureState State => _state;

    /// <summary>Writes the features at an instant (UTC ticks): all events known by then are in them, and none after.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the last one asked for.</exception>
    public void RowAt(long ticks, Span<double> row)
    {
        Advance(ticks);
        _features.Write(_state, row);
    }

    /// <summary>The features at an instant whose category training never saw, with that category.</summary>
    public IReadOnlyList<(string Code, string Category)> UnseenAt(long ticks)
    {
        Advance(ticks);
        var unseen = new List<(string, string)>();
        foreach (var slot in _features.Slots)
        {
            if (slot.Unseen(_state) is { } category) unseen.Add((slot.Feature.Code, category));
        }

        return unseen;
    }

    private void Advance(long ticks)
    {
        if (ticks < _state.Now) throw new ArgumentOutOfRangeException(nameof(ticks), ticks, "Instants must be asked for in ascending order.");
        var events = _timeline.Events;
        while (_next < events.Length && events[_next].Ticks <= ticks) _state.Apply(events[_next++]);
        _state.Now = ticks;
    }
}
