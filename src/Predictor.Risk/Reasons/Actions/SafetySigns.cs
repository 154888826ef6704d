using Predictor.Risk.Features.State;

namespace Predictor.Risk.Reasons.Actions;

/// <summary>
/// What in the outcome scores asks for a look at safety: a reliable worsening, or a last score in the instrument's severe range. Exports hold no answers to
/// single questions, so a sign is all there can be; its absence says nothing.
/// </summary>
internal static class SafetySigns
{
    /// <summary>An older score says little about today. An assumption.</summary>
    private const int RecentDays = 90;

    /// <summary>The codes of the outcome features that say so; none where nothing does, or where the last score is old.</summary>
    public static IReadOnlyList<string> Of(FeatureState state)
    {
        var outcome = state.Outcome;
        if (outcome.Severity?.LastTicks is not { } last || state.Now - last > RecentDays * TimeSpan.TicksPerDay) return [];
        var signs = new List<string>();
        if (outcome.Worsening >= 1) signs.Add("outcome.worsening");
        if (outcome.LastWorsening >= 1) signs.Add("outcome.worsening-last");
        if (outcome.IsSevere) signs.Add("outcome.severity");
        return signs;
    }
}
