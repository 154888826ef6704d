using Predictor.Care.Episodes;
using Predictor.Risk.Features.State;
using static Predictor.Risk.Features.RiskDirection;

namespace Predictor.Risk.Features.Catalogue;

/// <summary>Where in the course of treatment the client stands.</summary>
internal static class CourseFeatures
{
    private const string Therapist = "appointments.therapist_id";

    private static readonly Declare F = new(FeatureFamily.Course);

    public static IReadOnlyList<Feature> All { get; } =
    [
        F.Number("session-number", "Sessions attended", Unit.Count, Either, "Attended sessions so far.", s => s.Attendance.Attended),
        F.Number("weeks-since-start", "Weeks since intake", Unit.Weeks, Either, "Weeks since the start of the episode.", s => Span.Days(s.Episode.StartedOn.EarliestTicks, s.Now) / 7),
        F.Number("weeks-in-treatment", "Weeks since the first session", Unit.Weeks, Either, "Weeks since the first attended session; missing before it.", s => Span.DaysSince(s.Attendance.FirstAttended, s.Now) / 7),
        F.Number("sessions-per-week", "Sessions a week", Unit.PerWeek, Lowers, "Attended sessions over the weeks since the first, at least one week; missing before it.", s => s.Attendance.Attended / Math.Max(1, Span.DaysSince(s.Attendance.FirstAttended, s.Now) / 7)),
        F.Number("returns", "Comebacks after a long break", Unit.Count, Raises, "Sessions attended after a break longer than the inactivity limit.", s => s.Sessions.Returns),
        F.Number("therapist-changes", "Changes of therapist", Unit.Count, Raises, "How often an attended session was with another therapist than before; missing until one says with whom it was.", s => s.Sessions.TellsTherapist ? s.Sessions.TherapistChanges : double.NaN, Therapist),
        F.Number("days-since-therapist-change", "Days since the change of therapist", Unit.Days, Either, "Days since a session with another therapist than before became known; missing where there was none.", s => Span.DaysSince(s.Sessions.LastTherapistChange, s.Now), Therapist),
        F.Number("prior-episodes", "Earlier episodes", Unit.Count, Either, "Earlier courses of treatment of the same client, counted where they are in the data, else as given; missing where unknown.", s => s.Episode.PriorEpisodes ?? double.NaN),
        F.Number("prior-dropouts", "Earlier dropouts", Unit.Count, Raises, "Earlier courses that the client was known to have left by the start of this one, counted where they are in the data, else as given; missing where unknown.", s => s.Episode.PriorDropouts ?? double.NaN),
        F.Category("treatment", "Treatment", "As in the export; missing where unknown.", s => s.Episode.Treatment, "episodes.treatment"),
        F.Category("format", "Format", "individual, couple, family or group; missing where unknown.", s => FormatName(s.Episode.Format), "episodes.format"),
    ];

    private static string? FormatName(TreatmentFormat? format) => format switch
    {
        TreatmentFormat.Individual => "individual",
        TreatmentFormat.Couple => "couple",
        TreatmentFormat.Family => "family",
        TreatmentFormat.Group => "group",
        _ => null,
    };
}
