using Predictor.Care.Episodes;
using Predictor.Care.Outcome;
using Predictor.Care.Time;

namespace Predictor.Risk.Evaluation.Incidence;

/// <summary>Finds what came first after a landmark, in the days and by the definitions of the label.</summary>
internal static class FirstEvents
{
    /// <summary>
    /// The first event after a landmark. Whether an anchor starts a gone spell is known the days of inactivity later, so that everyone is followed until so many
    /// days before the cut and no longer: censoring by the calendar alone.
    /// </summary>
    /// <returns>Null where the landmark is too late to be followed at all.</returns>
    public static EventTime? After(long landmark, IReadOnlyList<GoneSpell> spells, Episode episode, PipelineOptions options, long cutTicks)
    {
        if (Followed(landmark, options, cutTicks) is not { } followed) return null;
        int? dropout = null;
        foreach (var spell in spells)
        {
            if (spell.KnownTicks <= landmark) continue;
            dropout = DaysTo(landmark, spell.AnchorTicks, options.Calendar);
            break;
        }

        int? closing = episode.End is { IsClosing: true } end ? DaysTo(landmark, end.EndedOn.Ticks, options.Calendar) : null;
        if (dropout <= followed && !(closing < dropout)) return new EventTime(dropout.Value, EventKind.Dropout);
        return closing <= followed ? new EventTime(closing.Value, EventKind.Closing) : new EventTime(followed, EventKind.Censored);
    }

    /// <summary>The last whole day after a landmark whose events are all known at the cut; null where there is none.</summary>
    private static int? Followed(long landmark, PipelineOptions options, long cutTicks)
    {
        var inactivity = options.Outcome.InactivityDays;
        // Summer time moves a day's end by an hour or so: one day is added to the guess, and taken back where it is too many.
        var days = (int)Math.Floor((cutTicks - landmark) / (double)TimeSpan.TicksPerDay) - inactivity + 1;
        while (days >= 0 && options.Calendar.AddDays(landmark, days + inactivity) > cutTicks) days--;
        return days < 0 ? null : days;
    }

    /// <summary>The fewest days after a landmark at whose end an instant has come.</summary>
    private static int DaysTo(long landmark, long ticks, ClinicCalendar calendar)
    {
        if (ticks <= landmark) return 0;
        var days = Math.Max(0, (int)Math.Ceiling((ticks - landmark) / (double)TimeSpan.TicksPerDay) - 1);
        while (calendar.AddDays(landmark, days) < ticks) days++;
        return days;
    }
}
