using Predictor.Care.Episodes;
using Predictor.Care.Outcome;
using Predictor.Care.Time;
using Predictor.Care.Timelines;
using Predictor.Risk.Landmarks;
using Predictor.Testing;

namespace Predictor.Risk.Tests.Landmarks;

/// <summary>What the source makes of an episode whose data end at a cut.</summary>
internal sealed class Course
{
    public Course(Episode episode, int inactivityDays, ClinicCalendar calendar, long cutTicks)
    {
        var options = new OutcomeOptions { InactivityDays = inactivityDays };
        var known = AsOf.Known(episode, cutTicks);
        var attendance = Attendance.Of(known);
        Cut = cutTicks;
        HasAnchor = attendance.Anchors.Count > 0;
        Spells = GoneSpells.Of(known, attendance, options, calendar);
        Landmarks = LandmarkSchedule.Of(known, options, calendar, cutTicks);
        Labeller = new Labeller(known, attendance, Spells, options, calendar);
    }

    public long Cut { get; }

    /// <summary>Without an anchor there are no rows.</summary>
    public bool HasAnchor { get; }

    public IReadOnlyList<GoneSpell> Spells { get; }

    public IReadOnlyList<Landmark> Landmarks { get; }

    public Labeller Labeller { get; }

    /// <summary>For hand-worked examples: 28 days of inactivity, in UTC.</summary>
    public static Course Of(Episode episode, string cut) => new(episode, 28, ClinicCalendar.Utc, Given.Ticks(cut));

    /// <summary>The landmarks as "instant kind".</summary>
    public IEnumerable<string> Tell() => Landmarks.Select(l => $"{Given.Text(l.Ticks)} {l.Kind}");

    /// <summary>The label as "value, known at", with "censored" where that is after the cut.</summary>
    public string Label(string at, int horizonDays)
    {
        var label = Labeller.At(Given.Ticks(at), horizonDays);
        return $"{label.Value}, {(label.KnownTicks > Cut ? "censored" : Given.Text(label.KnownTicks))}";
    }
}
