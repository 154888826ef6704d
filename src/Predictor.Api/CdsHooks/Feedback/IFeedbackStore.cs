namespace Predictor.Api.CdsHooks.Feedback;

/// <summary>Keeps feedback for good. What was taken outlives a crash and the loss of power.</summary>
internal interface IFeedbackStore
{
    /// <summary>Keeps entries that are not kept yet.</summary>
    /// <returns>Those that were new, once they are on the disk.</returns>
    /// <exception cref="IOException">They could not be kept; whoever sent them has to send them again.</exception>
    Task<IReadOnlyList<FeedbackEntry>> AddAsync(IReadOnlyList<FeedbackEntry> entries);

    /// <summary>How many there are of each kind.</summary>
    /// <exception cref="IOException">They could not be read.</exception>
    IReadOnlyList<FeedbackCount> Counts();
}
