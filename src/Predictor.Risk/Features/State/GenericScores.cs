using Predictor.Care.Episodes;

namespace Predictor.Risk.Features.State;

/// <summary>The scores so far of instruments that are not known by name.</summary>
internal sealed class GenericScores
{
    private readonly Dictionary<GenericMeasure, MeasureSeries> _series = [];

    // By the names as they are written. An episode has few: comparing with each costs less than folding the case of every score.
    private readonly List<(string Instrument, string? Scale, string? Rater, MeasureSeries Series)> _asWritten = [];

    /// <summary>The scores so far; null before the first.</summary>
    public MeasureSeries? Of(GenericMeasure measure) => _series.GetValueOrDefault(measure);

    public void Apply(Measure measure) => SeriesOf(measure).Add(measure.Score, measure.TakenAt.Ticks);

    private MeasureSeries SeriesOf(Measure measure)
    {
        foreach (var (instrument, scale, rater, known) in _asWritten)
        {
            if (instrument == measure.Instrument && scale == measure.Scale && rater == measure.Rater) return known;
        }

        var key = GenericMeasure.Of(measure);
        if (!_series.TryGetValue(key, out var series)) _series.Add(key, series = new MeasureSeries());
        _asWritten.Add((measure.Instrument, measure.Scale, measure.Rater, series));
        return series;
    }
}
