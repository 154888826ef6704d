using Predictor.Care.Time;

namespace Predictor.Care.Episodes;

/// <summary>How an episode ended.</summary>
/// <param name="EndedOn">When care ended.</param>
/// <param name="Reason">Why; null where the clinic gives none, which proves as little as <see cref="EndReason.Administrative"/>.</param>
/// <param name="RecordedAt">When the end was recorded; null where the export does not say.</param>
public sealed record EpisodeEnd(Moment EndedOn, EndReason? Reason, Moment? RecordedAt)
{
    /// <summary>UTC ticks from which the end is known: when recorded, by default at the end of <see cref="EndedOn"/>.</summary>
    public long KnownTicks => (RecordedAt ?? EndedOn).Ticks;

    /// <summary>True for an end that is no dropout: the work was done, or life went elsewhere.</summary>
    public bool IsClosing => Reason is EndReason.Completed or EndReason.Mutual or EndReason.Transferred or EndReason.Moved or EndReason.Died;
}
