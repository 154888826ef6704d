using System.Diagnostics.CodeAnalysis;

namespace Predictor.Risk.Landmarks;

/// <summary>The data end too early for any label to be known in full.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without its figures.")]
public sealed class FollowUpTooShortException : Exception
{
    public FollowUpTooShortException(int horizonDays, int inactivityDays, long longestTicks, string? side = null)
        : base(Tell(horizonDays, inactivityDays, longestTicks, side))
    {
    }

    private static string Tell(int horizonDays, int inactivityDays, long longestTicks, string? side)
    {
        var needed = horizonDays + inactivityDays;
        var longest = longestTicks / (double)TimeSpan.TicksPerDay;
        if (side is not null) return $"{side}: a horizon of {horizonDays} days with {inactivityDays} days of inactivity needs a landmark followed for {needed} days; the longest follow-up is {longest:0.#} days. Choose another day, or the horizon or the inactivity limit must be shorter.";
        return $"A horizon of {horizonDays} days with {inactivityDays} days of inactivity needs a landmark followed for {needed} days; the longest follow-up is {longest:0.#} days. "
            + $"The data must go on for at least {Math.Ceiling(needed - longest):0} more days, or the horizon or the inactivity limit must be shorter.";
    }
}
