using Predictor.Care.Checking;
using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.Care.Reading;

/// <summary>What the JSON document of one episode holds, and all that is wrong with it.</summary>
public sealed class EpisodeJsonReading
{
    internal EpisodeJsonReading(Moment? asOf, Episode? episode, ProblemReport problems)
    {
        Problems = problems;
        if (HasErrors) return;
        AsOf = asOf;
        Episode = episode;
    }

    /// <summary>The moment at which the episode is to be judged; null where the document has errors.</summary>
    public Moment? AsOf { get; }

    /// <summary>The episode with its events in canonical order; null where the document has errors.</summary>
    public Episode? Episode { get; }

    /// <summary>The problems, each at its JSON pointer.</summary>
    public ProblemReport Problems { get; }

    /// <summary>True where the document cannot be used.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(AsOf), nameof(Episode))]
    public bool HasErrors => Problems.ErrorCount > 0;
}
