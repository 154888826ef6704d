using Predictor.Care.Checking;
using Predictor.Care.Episodes;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading.Records;

/// <summary>Reads an episode's own values; its events are added later.</summary>
internal static class EpisodeReader
{
    /// <param name="fields">The fields of the record.</param>
    /// <param name="episodeId">The id, which the caller has read; null where it is missing or wrong.</param>
    /// <param name="covariates">The <c>x_</c> columns with a value.</param>
    /// <param name="auditAttributes">The <c>s_</c> columns with a value.</param>
    /// <returns>Null where the record has errors, all of which have been reported.</returns>
    public static Episode? Read(FieldReader fields, string? episodeId, IReadOnlyDictionary<string, string> covariates, IReadOnlyDictionary<string, string> auditAttributes)
    {
        var clientId = fields.Text(EpisodeColumns.ClientId);
        var startedOn = fields.Moment(EpisodeColumns.StartedOn);
        var episode = new Episode
        {
            EpisodeId = episodeId ?? "",
            ClientId = clientId ?? "",
            ClinicId = fields.Text(EpisodeColumns.ClinicId),
            TherapistId = fields.Text(EpisodeColumns.TherapistId),
            ReferredOn = fields.Moment(EpisodeColumns.ReferredOn),
            StartedOn = startedOn ?? default,
            End = ReadEnd(fields),
            Treatment = fields.Text(EpisodeColumns.Treatment),
            Format = fields.Code(EpisodeColumns.Format, CodeTables.Format),
            AgeAtStart = fields.Number(EpisodeColumns.AgeAtStart),
            DistanceKm = fields.Number(EpisodeColumns.DistanceKm),
            Payer = fields.Code(EpisodeColumns.Payer, CodeTables.Payer),
            Copay = fields.Number(EpisodeColumns.Copay),
            PriorEpisodes = fields.Number(EpisodeColumns.PriorEpisodes),
            PriorDropouts = fields.Number(EpisodeColumns.PriorDropouts),
            Covariates = covariates,
            AuditAttributes = auditAttributes,
        };
        if (episode.PriorDropouts > episode.PriorEpisodes)
        {
            var expected = FormattableString.Invariant($"at most the {episode.PriorEpisodes} prior episodes");
            var value = FormattableString.Invariant($"{episode.PriorDropouts}");
            fields.Report(ProblemKind.ImpossibleCount, EpisodeColumns.PriorDropouts, value, expected, $"{value} prior dropouts cannot be; expected {expected}.");
        }

        return fields.HasErrors ? null : episode;
    }

    private static EpisodeEnd? ReadEnd(FieldReader fields)
    {
        var errors = fields.ErrorCount;
        var endedOn = fields.Moment(EpisodeColumns.EndedOn);
        var dayIsWrong = fields.ErrorCount > errors;
        errors = fields.ErrorCount;
        var reason = fields.Code(EpisodeColumns.EndReason, CodeTables.EndReason);
        var reasonIsWrong = fields.ErrorCount > errors;
        var recordedAt = fields.Moment(EpisodeColumns.EndRecordedAt);
        if (endedOn is { } day)
        {
            if (reason is null && !reasonIsWrong)
            {
                fields.Report(ProblemKind.EndWithoutReason, EpisodeColumns.EndReason, "", "a reason where the episode has ended", "The episode has ended but no reason is given, which proves as little as 'administrative'.");
            }

            return new EpisodeEnd(day, reason, recordedAt);
        }

        if (dayIsWrong) return null;
        if (reason is not null) ReportEndWithoutDate(fields, EpisodeColumns.EndReason, "a reason for its end");
        if (recordedAt is not null) ReportEndWithoutDate(fields, EpisodeColumns.EndRecordedAt, "a time at which its end was recorded");
        return null;
    }

    private static void ReportEndWithoutDate(FieldReader fields, Column column, string what) =>
        fields.Report(ProblemKind.EndWithoutDate, column, null, "the day of the end", $"The episode has {what} but no day on which it ended.");
}
