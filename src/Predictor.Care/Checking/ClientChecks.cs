using Predictor.Care.Episodes;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Records;
using Predictor.Care.Time;

namespace Predictor.Care.Checking;

/// <summary>Warns of episodes of one client that overlap: often one course of treatment that was entered twice.</summary>
internal static class ClientChecks
{
    public static void Run(RecordChecker checker, IReadOnlyList<Row<Episode>> episodes)
    {
        // Most clients have one episode: only those of the others are put into groups.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var returning = episodes.Select(e => e.Record.ClientId).Where(id => !seen.Add(id)).ToHashSet(StringComparer.Ordinal);
        foreach (var client in episodes.Where(e => returning.Contains(e.Record.ClientId)).GroupBy(e => e.Record.ClientId, StringComparer.Ordinal))
        {
            Row<Episode>? latest = null;
            foreach (var row in client.OrderBy(e => e.Record.StartedOn).ThenBy(e => e.Record.EpisodeId, StringComparer.Ordinal))
            {
                if (latest is not { } before)
                {
                    latest = row;
                    continue;
                }

                if (LastSign(before.Record).IsSurelyAfter(row.Record.StartedOn)) Report(checker, before, row);
                if (LastSign(row.Record) > LastSign(before.Record)) latest = row;
            }
        }
    }

    /// <summary>The end, or in an open episode the last time the client was to come: an open episode may silently be over.</summary>
    private static Moment LastSign(Episode episode)
    {
        if (episode.End is { } end) return end.EndedOn;
        var last = episode.StartedOn;
        foreach (var appointment in episode.Appointments)
        {
            if (appointment.IsBooking && appointment.StartsAt > last) last = appointment.StartsAt;
        }

        return last;
    }

    private static void Report(RecordChecker checker, Row<Episode> before, Row<Episode> row)
    {
        var schema = EpisodeColumns.Schema;
        var value = checker.TextOf(row.Record.StartedOn);
        var until = checker.TextOf(LastSign(before.Record));
        checker.Report(
            ProblemKind.OverlappingEpisodes, schema, row.Position, EpisodeColumns.StartedOn, value, $"a start after the client's earlier episode, which goes on until {until}",
            $"The episode starts on {value}, while episode '{before.Record.EpisodeId}' of the same client ({checker.NameOf(schema, before.Position)}) goes on until {until}.");
    }
}
