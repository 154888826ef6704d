using Predictor.Care.Outcome;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Evaluation.Capacity;

/// <summary>What a clinic that works through its list once a week sees: every landmark whose label could be known by the cut, and the dropouts they are about.</summary>
internal sealed record Watch
{
    public required WatchedRow[] Rows { get; init; }

    public required IReadOnlyList<Dropout> Dropouts { get; init; }

    /// <summary>The last instant at which the list is worked through: what comes of it is known by the cut.</summary>
    public required long UntilTicks { get; init; }

    /// <summary>For this long a client who was checked in with is not called again.</summary>
    public required long RestTicks { get; init; }

    /// <param name="cohort">All landmarks.</param>
    /// <param name="labelled">The rows judged.</param>
    /// <param name="clients">The client of each episode as a number.</param>
    /// <param name="options">The outcome.</param>
    /// <param name="horizonDays">Days ahead that the predictions are for.</param>
    public static Watch Of(Cohort cohort, LabelledRows labelled, int[] clients, PipelineOptions options, int horizonDays)
    {
        var rows = new WatchedRow[labelled.Rows.Length];
        var dropouts = new List<Dropout>();
        var numbers = new Dictionary<(int Episode, long Anchor), int>();
        for (var i = 0; i < rows.Length; i++)
        {
            var (episode, landmark, _) = cohort.Rows[labelled.Rows[i]];
            var over = cohort.Episodes[episode].End?.KnownTicks ?? long.MaxValue;
            var dropout = -1;
            if (labelled.Labels[i] == 1)
            {
                var spell = SpellOf(cohort.Spells(episode), landmark.Ticks);
                over = Math.Min(over, spell.KnownTicks);
                if (!numbers.TryGetValue((episode, spell.AnchorTicks), out dropout))
                {
                    numbers.Add((episode, spell.AnchorTicks), dropout = dropouts.Count);
                    dropouts.Add(new Dropout(clients[episode], spell.AnchorTicks, spell.KnownTicks));
                }
            }

            rows[i] = new WatchedRow(landmark.Ticks, episode, over, dropout);
        }

        return new Watch
        {
            Rows = rows,
            Dropouts = dropouts,
            UntilTicks = options.Calendar.AddDays(cohort.CutTicks, -(horizonDays + options.Outcome.InactivityDays)),
            RestTicks = Math.Max(7, horizonDays) * TimeSpan.TicksPerDay,
        };
    }

    /// <summary>The spell that makes a label 1: the one known first of those not yet known.</summary>
    private static GoneSpell SpellOf(IReadOnlyList<GoneSpell> spells, long ticks)
    {
        GoneSpell? first = null;
        foreach (var spell in spells)
        {
            if (spell.KnownTicks > ticks && !(spell.KnownTicks >= first?.KnownTicks)) first = spell;
        }

        return first!.Value;
    }
}
