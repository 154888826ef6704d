using Predictor.Care.Episodes;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Records;
using Predictor.Care.Time;

namespace Predictor.Care.Checking;

/// <summary>
/// Checks that the records of one episode can all be true together. Moments are compared so that bare days are never wrong about a
/// time of day: an order is impossible only if it is so for every instant that the days may stand for.
/// </summary>
internal sealed class EpisodeChecks(RecordChecker checker)
{
    /// <summary>Reports all that is wrong. The rows have to be in canonical order.</summary>
    public void Run(EpisodeRows rows)
    {
        CheckEpisode(rows.Episode);
        CheckSessionsBeforeEnd(rows);
        var span = EpisodeSpan.Of(rows.Episode.Record);
        foreach (var row in rows.Appointments) AppointmentChecks.Run(checker, row, span);
        AppointmentChecks.RunTogether(checker, rows.Appointments);
        if (rows.Measures is { } measures) CheckMeasures(measures, span);
        if (rows.Payments is { } payments) CheckPayments(payments, span);
        if (rows.Contacts is { } contacts) CheckContacts(contacts, span);
    }

    private void CheckEpisode(Row<Episode> row)
    {
        var (episode, at) = (row.Record, row.Position);
        var schema = EpisodeColumns.Schema;
        checker.NotAfter(ProblemKind.ImpossibleOrder, schema, at, EpisodeColumns.ReferredOn, episode.ReferredOn, EpisodeColumns.StartedOn, episode.StartedOn, "the start");
        if (episode.End is not { } end) return;
        checker.NotBefore(ProblemKind.ImpossibleOrder, schema, at, EpisodeColumns.EndedOn, end.EndedOn, EpisodeColumns.StartedOn, episode.StartedOn, "the start");
        // An end may be planned ahead, but it cannot have been recorded ahead.
        checker.NotInFuture(schema, at, EpisodeColumns.EndRecordedAt, end.RecordedAt);
        if (end.RecordedAt is null) checker.NotInFuture(schema, at, EpisodeColumns.EndedOn, end.EndedOn);
        checker.NotBefore(ProblemKind.UnlikelyOrder, schema, at, EpisodeColumns.EndRecordedAt, end.RecordedAt, EpisodeColumns.EndedOn, end.EndedOn, "the end");
    }

    private void CheckSessionsBeforeEnd(EpisodeRows rows)
    {
        if (rows.Episode.Record.End is not { } end) return;
        var late = 0;
        Row<Appointment> last = default;
        foreach (var row in rows.Appointments)
        {
            if (row.Record.Status != AppointmentStatus.Fulfilled || !row.Record.StartsAt.IsSurelyAfter(end.EndedOn)) continue;
            late++;
            last = row;
        }

        if (late == 0) return;
        var value = checker.TextOf(end.EndedOn);
        var session = $"{checker.TextOf(last.Record.StartsAt)} ({checker.NameOf(AppointmentColumns.Schema, last.Position)})";
        var count = late == 1 ? "1 attended session lies" : FormattableString.Invariant($"{late} attended sessions lie");
        checker.Report(
            ProblemKind.EndBeforeSession, EpisodeColumns.Schema, rows.Episode.Position, EpisodeColumns.EndedOn, value,
            $"an end not before the last attended session, {session}",
            $"The episode ends on {value}, but {count} after that, the last on {session}.");
    }

    private void CheckMeasures(ArraySegment<Row<Measure>> rows, EpisodeSpan span)
    {
        var schema = MeasureColumns.Schema;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            checker.NotInFuture(schema, row.Position, MeasureColumns.TakenAt, row.Record.TakenAt);
            span.Check(checker, schema, row.Position, MeasureColumns.TakenAt, row.Record.TakenAt);
            if (i == 0 || CanonicalOrder.CompareKeys(rows[i - 1].Record, row.Record) != 0) continue;
            var first = checker.NameOf(schema, rows[i - 1].Position);
            checker.Report(
                ProblemKind.DuplicateMeasure, schema, row.Position, MeasureColumns.TakenAt, checker.TextOf(row.Record.TakenAt),
                "one score for each time, instrument, rater and scale of an episode",
                $"The same episode has a score of {row.Record.Instrument} with the same time, rater and scale at {first}.");
        }
    }

    private void CheckPayments(ArraySegment<Row<Payment>> rows, EpisodeSpan span)
    {
        var schema = PaymentColumns.Schema;
        for (var i = 0; i < rows.Count; i++)
        {
            var (payment, at) = (rows[i].Record, rows[i].Position);
            checker.NotInFuture(schema, at, PaymentColumns.OccurredAt, payment.OccurredAt);
            span.Check(checker, schema, at, PaymentColumns.OccurredAt, payment.OccurredAt);
            if (payment.DueOn is { } due) CheckDue(payment, due, at);
            if (i > 0 && CanonicalOrder.Compare(rows[i - 1].Record, payment) == 0) ReportDuplicate(schema, at, rows[i - 1].Position, "payment");
        }
    }

    private void CheckDue(Payment payment, Moment due, int at)
    {
        // A bill may be written after it is due, but not a year after.
        const long Year = 365 * TimeSpan.TicksPerDay;
        var occurred = payment.OccurredAt;
        var yearBefore = new Moment(occurred.EarliestTicks - Year, occurred.Ticks - Year);
        checker.NotBefore(ProblemKind.UnlikelyOrder, PaymentColumns.Schema, at, PaymentColumns.DueOn, due, null, yearBefore, "the day a year before the payment occurred");
    }

    private void CheckContacts(ArraySegment<Row<Contact>> rows, EpisodeSpan span)
    {
        var schema = ContactColumns.Schema;
        for (var i = 0; i < rows.Count; i++)
        {
            var (contact, at) = (rows[i].Record, rows[i].Position);
            checker.NotInFuture(schema, at, ContactColumns.OccurredAt, contact.OccurredAt);
            checker.NotInFuture(schema, at, ContactColumns.AnsweredAt, contact.AnsweredAt);
            span.Check(checker, schema, at, ContactColumns.OccurredAt, contact.OccurredAt);
            checker.NotBefore(ProblemKind.ImpossibleOrder, schema, at, ContactColumns.AnsweredAt, contact.AnsweredAt, ContactColumns.OccurredAt, contact.OccurredAt, "the contact");
            if (i > 0 && CanonicalOrder.Compare(rows[i - 1].Record, contact) == 0) ReportDuplicate(schema, at, rows[i - 1].Position, "contact");
        }
    }

    private void ReportDuplicate(RecordSchema schema, int at, int first, string what) =>
        checker.Report(
            ProblemKind.DuplicateRow, schema, at, null, null, $"each {what} once",
            $"The {what} is the same in every value as {checker.NameOf(schema, first)}; both are kept.");
}
