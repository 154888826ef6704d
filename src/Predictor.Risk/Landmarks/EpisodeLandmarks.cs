using Predictor.Care.Episodes;
using Predictor.Care.Outcome;

namespace Predictor.Risk.Landmarks;

/// <summary>The landmarks of one episode with their labels.</summary>
internal sealed record EpisodeLandmarks
{
    public required bool HasAnchor { get; init; }

    public required IReadOnlyList<GoneSpell> Spells { get; init; }

    /// <summary>Spells that a later attended session ended.</summary>
    public int Returns => Spells.Count(s => s.ReturnTicks is not null);

    public required IReadOnlyList<Landmark> Landmarks { get; init; }

    /// <summary>For each horizon, one label a landmark.</summary>
    public required LandmarkLabel[][] Labels { get; init; }

    /// <summary>For each landmark, true where no gone spell has begun.</summary>
    public required bool[] NotYetGone { get; init; }

    /// <param name="episode">The episode as known at the cut.</param>
    /// <param name="options">The outcome and the horizons.</param>
    /// <param name="cutTicks">UTC ticks up to which the data tell.</param>
    public static EpisodeLandmarks Of(Episode episode, PipelineOptions options, long cutTicks)
    {
        var attendance = Attendance.Of(episode);
        var hasAnchor = attendance.Anchors.Count > 0;
        var spells = GoneSpells.Of(episode, attendance, options.Outcome, options.Calendar);
        var landmarks = hasAnchor ? LandmarkSchedule.Of(episode, options.Outcome, options.Calendar, cutTicks) : [];
        var labeller = new Labeller(episode, attendance, spells, options.Outcome, options.Calendar);
        return new EpisodeLandmarks
        {
            HasAnchor = hasAnchor,
            Spells = spells,
            Landmarks = landmarks,
            Labels = [.. options.HorizonDays.Select(h => landmarks.Select(l => labeller.At(l.Ticks, h)).ToArray())],
            NotYetGone = [.. landmarks.Select(l => labeller.IsNotYetGone(l.Ticks))],
        };
    }
}
