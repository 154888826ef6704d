using Predictor.Care.Episodes;

namespace Predictor.Risk.Features.State;

/// <summary>The scores so far of instruments that are not known by name.</summary>
internal sealed class GenericScores
{
    private readonly Dictionary<GenericMeasure, MeasureSeries> _series = [];

    /// <summary>An episode has few spellings: comparing with these costs less than hashing three texts for every score.</summary>
    private const int Compared = 8;

    // By the names as they are written, so that the case of each spelling is folded once.
    private readonly List<(string Instrument, string? Scale, string? Rater, MeasureSeries Series)> _first = [];
    private readonly Dictionary<(string Instrument, string? Scale, string? Rater), MeasureSeries> _further = [];

    /// <summary>The scores so far; null before the first.</summary>
    public MeasureSeries? Of(GenericMeasure measure) => _series.GetValueOrDefault(measure);

    public void Apply(Measure measure) => SeriesOf(measure).Add(measure.Score, measure.TakenAt.Ticks);

    private MeasureSeries SeriesOf(Measure measure)
    {
        foreach (var (instrument, scale, rater, first) in _first)
        {
            if (instrument == measure.Instrument && scale == measure.Scale && rater == measure.Rater) return first;
        }

        var spelling = (measure.Instrument, measure.Scale, measure.Rater);
        if (_further.TryGetValue(spelling, out var known)) return known;
        var key = GenericMeasure.Of(measure);
        if (!_series.TryGetValue(key, out var series)) _series.Add(key, series = new MeasureSeries());
        if (_first.Count < Compared) _first.Add((measure.Instrument, measure.Scale, measure.Rater, series));
        else _further.Add(spelling, series);
        return series;
    }
}
