using Predictor.Care.Episodes;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Time;

namespace Predictor.Care.Checking;

/// <summary>The time within which an episode's events are expected.</summary>
/// <param name="Begin">The referral or the start, whichever is first: what happens between the two, such as screening, is in place.</param>
/// <param name="End">The end; null where the episode is open.</param>
internal readonly record struct EpisodeSpan(Moment Begin, Moment? End)
{
    public static EpisodeSpan Of(Episode episode)
    {
        var begin = episode.ReferredOn is { } referred && referred < episode.StartedOn ? referred : episode.StartedOn;
        return new EpisodeSpan(begin, episode.End?.EndedOn);
    }

    /// <summary>Warns of an event that lies outside.</summary>
    public void Check(RecordChecker checker, RecordSchema schema, int position, Column column, Moment moment)
    {
        checker.NotBefore(ProblemKind.UnlikelyOrder, schema, position, column, moment, null, Begin, "the referral and start of its episode");
        checker.NotAfter(ProblemKind.AfterTheEnd, schema, position, column, moment, null, End, "the end of its episode");
    }
}
