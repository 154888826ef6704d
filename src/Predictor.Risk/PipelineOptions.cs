using Predictor.Care.Instruments;
using Predictor.Care.Outcome;
using Predictor.Care.Time;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk;

/// <summary>How events become rows and labels. What a model was trained with is what it is served with.</summary>
public sealed record PipelineOptions
{
    public OutcomeOptions Outcome { get; init; } = new();

    /// <summary>The horizons in days, one model head each; the first is the one reported by default.</summary>
    public IReadOnlyList<int> HorizonDays { get; init; } = [28];

    /// <summary>The clinic's calendar: bare dates, evenings and weekends are read in its zone.</summary>
    public ClinicCalendar Calendar { get; init; } = ClinicCalendar.Utc;

    /// <summary>A client's cancellation with less notice than this is late.</summary>
    public double LateNoticeHours { get; init; } = 24;

    public InstrumentCatalogue Instruments { get; init; } = InstrumentCatalogue.Default;

    public LabelWindow LabelWindow { get; init; } = LabelWindow.Weighted;

    /// <summary>Features left out: codes, or a family's codes such as <c>scheduling.*</c>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in Outcome.Problems()) yield return problem;
        if (HorizonDays.Count == 0) yield return "no horizon is given; expected at least one number of days";
        foreach (var horizon in HorizonDays)
        {
            if (horizon is < 0 or > 365) yield return $"a horizon is {horizon} days; expected 0 to 365 days";
        }

        if (HorizonDays.Distinct().Count() != HorizonDays.Count) yield return $"a horizon is given twice: {string.Join(", ", HorizonDays)}";
        if (!(LateNoticeHours is >= 0 and <= 336)) yield return $"the late-notice limit is {LateNoticeHours} hours; expected 0 to 336 hours";
    }
}
