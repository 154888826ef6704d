namespace Predictor.Api.CdsHooks.Feedback;

/// <summary>Keeps feedback for good. What was taken outlives a crash and the loss of power.</summary>
internal interface IFeedbackStore
{
    /// <summary>More is done with no card by people: what is kept grows with the cards that were given, and not with what is sent.</summary>
    const int MostOfCard = 16;

    /// <summary>Keeps entries that are not kept yet, but no more than <see cref="MostOfCard"/> of a card.</summary>
    /// <returns>Those that were new, once they are on the disk, and how many were kept already.</returns>
    /// <exception cref="IOException">They could not be kept; whoever sent them has to send them again.</exception>
    Task<(IReadOnlyList<FeedbackEntry> Fresh, int Known)> AddAsync(IReadOnlyList<FeedbackEntry> entries);

    /// <summary>How many there are of each kind.</summary>
    /// <exception cref="IOException">They could not be read.</exception>
    IReadOnlyList<FeedbackCount> Counts();
}
