using Predictor.Care.Episodes;
using Predictor.Care.Outcome;

namespace Predictor.Risk.Scoring;

/// <summary>Whether an episode can be scored at an instant, and if not, why.</summary>
/// <param name="Status">One of <see cref="ScoreStatus"/>.</param>
/// <param name="Notes">Why it is not scored, in sentences.</param>
internal sealed record Standing(string Status, IReadOnlyList<string> Notes)
{
    /// <param name="known">The episode as known at the instant.</param>
    /// <param name="asOfTicks">UTC ticks.</param>
    /// <param name="pipeline">The outcome that the model is for.</param>
    public static Standing Of(Episode known, long asOfTicks, PipelineOptions pipeline)
    {
        if (asOfTicks < known.StartedOn.EarliestTicks) return new(ScoreStatus.Withheld, ["The episode has not started at that time."]);
        if (known.End is not null) return new(ScoreStatus.Over, ["The episode has ended."]);
        var attendance = Attendance.Of(known);
        var spells = GoneSpells.Of(known, attendance, pipeline.Outcome, pipeline.Calendar);
        if (spells.Any(s => s.IsKnownAt(asOfTicks))) return new(ScoreStatus.Over, [$"No session was attended for {pipeline.Outcome.InactivityDays} days: the client counts as gone."]);
        if (attendance.Anchors.Count == 0) return new(ScoreStatus.Withheld, ["No appointment is known yet that the clinic did not cancel: there is nothing to judge by."]);
        return new(ScoreStatus.Scored, []);
    }
}
