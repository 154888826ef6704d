using Predictor.Risk.Features;
using static Predictor.Risk.Reasons.Phrase;

namespace Predictor.Risk.Reasons.Words;

/// <summary>Where in the course of treatment the client stands, in words.</summary>
internal static class CourseWords
{
    /// <summary>Up to here a session number is said to be early. An assumption: most clients who leave do so after the first or second session (Olfson 2009).</summary>
    public const int EarlySessions = 3;

    private const string Stage = "stage";
    private const string Pace = "pace";
    private const string Therapist = "therapist";
    private const string History = "history";
    private const string Treatment = "treatment";
    private const string NoneYet = "No session attended yet";

    private static readonly Say W = new(FeatureFamily.Course);

    public static IReadOnlyList<FeatureWords> All { get; } =
    [
        W.Either("session-number", Stage, t => Number(t) + (t.Value is > 0 and <= EarlySessions ? ", early in treatment" : ""), Number, t => Absence.TooEarly(t, 1, NoneYet)),
        W.Fact("weeks-since-start", Stage, t => $"Intake was {Weeks(t.Value)} ago", "The day of intake is not known"),
        W.Fact("weeks-in-treatment", Stage, t => $"The first session was {Weeks(t.Value)} ago", t => Absence.TooEarly(t, 1, NoneYet)),
        W.Fact("sessions-per-week", Pace, t => $"{Sessions(Math.Round(t.Value, 1))} a week on average", t => Absence.TooEarly(t, 1, NoneYet)),
        W.Fact("returns", Pace, t => t.IsSome ? $"Came back {Times(t.Value)} after a long break" : "No long break so far", NoneYet),
        W.Fact("therapist-changes", Therapist, t => t.IsSome ? $"{Count(t.Value, "change", "changes")} of therapist so far" : "The same therapist throughout", t => Absence.TooEarly(t, 1, "With whom sessions are is not recorded")),
        W.Fact("days-since-therapist-change", Therapist, t => $"The therapist changed {t.Ago(t.State.Sessions.LastTherapistChange)}", t => t.State.Sessions.TellsTherapist ? new Absence("The same therapist throughout", "course.therapist") : Absence.TooEarly(t, 1, "With whom sessions are is not recorded")),
        W.Fact("prior-episodes", History, t => t.IsSome ? $"{Count(t.Value, "earlier course", "earlier courses")} of treatment" : "No earlier course of treatment", "Whether there were earlier courses of treatment is not known"),
        W.Fact("prior-dropouts", History, t => t.IsSome ? $"{Count(t.Value, "earlier course", "earlier courses")} of treatment ended early" : "No earlier course of treatment ended early", "How earlier courses of treatment ended is not known"),
        W.Fact("treatment", Treatment, t => $"Treatment: {t.Category}", "The treatment is not recorded"),
        W.Fact("format", Treatment, t => $"Sessions are held as {t.Category} therapy", "The format of the sessions is not recorded"),
    ];

    private static string Number(Told told) => told.IsSome ? $"{Sessions(told.Value)} attended so far" : NoneYet;
}
