using Predictor.Care.Episodes;

namespace Predictor.Risk.Features.State;

/// <summary>The scores so far of instruments that are not known by name.</summary>
internal sealed class GenericScores
{
    private readonly Dictionary<GenericMeasure, MeasureSeries> _series = [];

    // By the names as they are written, so that the case of each spelling is folded once.
    private readonly Dictionary<(string Instrument, string? Scale, string? Rater), MeasureSeries> _asWritten = [];

    /// <summary>The scores so far; null before the first.</summary>
    public MeasureSeries? Of(GenericMeasure measure) => _series.GetValueOrDefault(measure);

    public void Apply(Measure measure) => SeriesOf(measure).Add(measure.Score, measure.TakenAt.Ticks);

    private MeasureSeries SeriesOf(Measure measure)
    {
        var spelling = (measure.Instrument, measure.Scale, measure.Rater);
        if (_asWritten.TryGetValue(spelling, out var known)) return known;
        var key = GenericMeasure.Of(measure);
        if (!_series.TryGetValue(key, out var series)) _series.Add(key, series = new MeasureSeries());
        _asWritten.Add(spelling, series);
        return series;
    }
}
