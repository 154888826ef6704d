using Predictor.Care.Instruments;

namespace Predictor.Risk.Features.State;

/// <summary>
/// The working alliance as scored so far. Scores are shares of the instrument's range in the good direction, so that instruments can be
/// compared; changes are taken within the instrument that was used last, never across two.
/// </summary>
internal sealed class AllianceState
{
    /// <summary>A fall by this share of the range since the last score is a rupture. An assumption: no agreed number was found.</summary>
    public const double RuptureDrop = 0.10;

    /// <summary>A rupture is repaired once the score is within this share of the range of where it fell from. An assumption as well.</summary>
    private const double RepairMargin = 0.05;

    private readonly Dictionary<Instrument, MeasureSeries> _byInstrument = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Instrument, double> _fellFrom = new(ReferenceEqualityComparer.Instance);

    /// <summary>The client's scores on the instrument used last; null before the first.</summary>
    public MeasureSeries? Client { get; private set; }

    /// <summary>Scores by the client on any instrument.</summary>
    public int Count { get; private set; }

    /// <summary>The therapist's latest score; NaN before the first.</summary>
    public double Therapist { get; private set; } = double.NaN;

    public int Ruptures { get; private set; }

    public long? LastRupture { get; private set; }

    /// <summary>True while a rupture has not been made good on the instrument that showed it.</summary>
    public bool IsRuptured => _fellFrom.Count > 0;

    /// <summary>1 where the last score was at or below the instrument's alarm, NaN where it has none.</summary>
    public double LevelAlarm { get; private set; } = double.NaN;

    /// <summary>1 where the last score fell by the instrument's alarm or more, NaN where it has none.</summary>
    public double DropAlarm { get; private set; } = double.NaN;

    public void Apply(Instrument instrument, bool isByTherapist, double score, long ticks)
    {
        var level = instrument.Goodness(score);
        if (isByTherapist)
        {
            Therapist = level;
            return;
        }

        if (!_byInstrument.TryGetValue(instrument, out var series)) _byInstrument.Add(instrument, series = new MeasureSeries());
        var before = series.Last;
        series.Add(level, ticks);
        Client = series;
        Count++;
        LevelAlarm = instrument.AlarmAtOrBelow is { } alarm ? (score <= alarm ? 1 : 0) : double.NaN;
        DropAlarm = instrument.AlarmOnDrop is { } drop && !double.IsNaN(before) ? ((before - level) * (instrument.Maximum - instrument.Minimum) >= drop - 1e-9 ? 1 : 0) : double.NaN;
        FollowRupture(instrument, before, level, ticks);
    }

    private void FollowRupture(Instrument instrument, double before, double level, long ticks)
    {
        // The tolerance keeps a fall of exactly the limit on the same side whatever the rounding of the shares.
        if (before - level >= RuptureDrop - 1e-9)
        {
            Ruptures++;
            LastRupture = ticks;
            _fellFrom.TryAdd(instrument, before);
        }
        else if (_fellFrom.TryGetValue(instrument, out var fellFrom) && level >= fellFrom - RepairMargin - 1e-9)
        {
            _fellFrom.Remove(instrument);
        }
    }
}
