using Predictor.Care.Instruments;

namespace Predictor.Risk.Features.State;

/// <summary>
/// How the client is doing by questionnaire. Severity is a share of the range (1 = worst); changes are taken within the instrument used last
/// and told in its reliable changes, so that instruments can be compared.
/// </summary>
internal sealed class OutcomeState
{
    /// <summary>From this many scores on a client can be off track.</summary>
    private const int OffTrackFrom = 3;

    /// <summary>Less than this many reliable changes of improvement by then is off track. Configured alarms differ between manuals; this is the simplest.</summary>
    private const double OffTrackBelow = 0.5;

    // Instruments all come from one catalogue, which has each once: no need to hash a dozen values.
    private readonly Dictionary<Instrument, MeasureSeries> _byInstrument = new(ReferenceEqualityComparer.Instance);
    private Instrument? _instrument;

    /// <summary>Severity on the instrument used last; null before the first score.</summary>
    public MeasureSeries? Severity { get; private set; }

    public int Count { get; private set; }

    /// <summary>Worsening since the first score in reliable changes (negative = better); NaN where unknown.</summary>
    public double Worsening => InReliableChanges(Severity is { Count: > 1 } s ? s.Last - s.First : double.NaN);

    /// <summary>Worsening since the last score in reliable changes (negative = better); NaN where unknown.</summary>
    public double LastWorsening => InReliableChanges(Severity is { } s ? s.Last - s.Previous : double.NaN);

    /// <summary>1 where the last score lies in the clinical range; NaN where the instrument has no cut-off.</summary>
    public double IsClinical { get; private set; } = double.NaN;

    /// <summary>True where the last score lies in the instrument's severe range.</summary>
    public bool IsSevere { get; private set; }

    /// <summary>1 where the client has not come on as hoped and still scores in the clinical range; NaN before enough scores.</summary>
    public double IsOffTrack
    {
        get
        {
            if (Severity is not { Count: >= OffTrackFrom } || double.IsNaN(Worsening)) return double.NaN;
            return -Worsening < OffTrackBelow && IsClinical != 0 ? 1 : 0;
        }
    }

    public void Apply(Instrument instrument, double score, long ticks)
    {
        if (!_byInstrument.TryGetValue(instrument, out var series)) _byInstrument.Add(instrument, series = new MeasureSeries());
        series.Add(1 - instrument.Goodness(score), ticks);
        _instrument = instrument;
        Severity = series;
        Count++;
        IsSevere = instrument.SevereFrom is { } severe && (instrument.HigherIsBetter ? score <= severe : score >= severe);
        IsClinical = instrument.ClinicalCutoff is { } cutoff ? ((instrument.HigherIsBetter ? score < cutoff : score >= cutoff) ? 1 : 0) : double.NaN;
    }

    private double InReliableChanges(double severityChange) =>
        _instrument?.ReliableChange is { } reliable ? severityChange * (_instrument.Maximum - _instrument.Minimum) / reliable : double.NaN;
}
