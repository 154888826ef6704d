namespace Predictor.Risk.Reasons;

/// <summary>What it says that a feature has no value.</summary>
/// <param name="Text">In words.</param>
/// <param name="Theme">
/// Where something is known by it, such as that nothing is booked: the theme that it belongs to like a value. Null where it says that something is not known:
/// then it belongs with all else of which the same is said.
/// </param>
internal readonly record struct Absence(string Text, string? Theme = null)
{
    private const int Few = 2;

    /// <summary>Nothing is known.</summary>
    public static implicit operator Absence(string text) => new(text);

    /// <summary>For what the first sessions show: there were none yet, or a few, or the reason is another.</summary>
    /// <param name="told">Whose.</param>
    /// <param name="needed">How many sessions it takes.</param>
    /// <param name="otherwise">What is said where there were enough.</param>
    public static Absence TooEarly(Told told, int needed, string otherwise) => told.State.Attendance.Attended switch
    {
        0 => new Absence("No session attended yet", "attendance.presence"),
        1 when needed > 1 => new Absence("Only one session attended so far", "course.stage"),
        Few when needed > Few => new Absence("Only two sessions attended so far", "course.stage"),
        _ => otherwise,
    };
}
