using Predictor.Care.Episodes;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Records;

namespace Predictor.Care.Checking;

/// <summary>Checks that the times of an appointment can follow one another.</summary>
internal static class AppointmentChecks
{
    private static readonly RecordSchema Schema = AppointmentColumns.Schema;

    public static void Run(RecordChecker checker, Row<Appointment> row, EpisodeSpan span)
    {
        var (appointment, at) = (row.Record, row.Position);
        // What was entered by mistake is ignored, so nothing in it has to fit.
        if (appointment.Status == AppointmentStatus.EnteredInError) return;
        var (start, booked) = (appointment.StartsAt, appointment.BookedAt);
        checker.NotAfter(ProblemKind.ImpossibleOrder, Schema, at, AppointmentColumns.BookedAt, booked, AppointmentColumns.StartsAt, start, "its start");
        if (appointment.Status is AppointmentStatus.Fulfilled or AppointmentStatus.NoShow)
        {
            checker.NotInFuture(Schema, at, AppointmentColumns.StartsAt, start);
            checker.NotBefore(ProblemKind.ImpossibleOrder, Schema, at, AppointmentColumns.StatusAt, appointment.StatusAt, AppointmentColumns.StartsAt, start, "its start");
        }

        checker.NotInFuture(Schema, at, AppointmentColumns.BookedAt, booked);
        checker.NotInFuture(Schema, at, AppointmentColumns.StatusAt, appointment.StatusAt);
        checker.NotInFuture(Schema, at, AppointmentColumns.ReminderSentAt, appointment.ReminderSentAt);
        checker.NotInFuture(Schema, at, AppointmentColumns.ConfirmedAt, appointment.ConfirmedAt);
        checker.NotBefore(ProblemKind.ImpossibleOrder, Schema, at, AppointmentColumns.StatusAt, appointment.StatusAt, AppointmentColumns.BookedAt, booked, "its booking");
        checker.NotBefore(ProblemKind.ImpossibleOrder, Schema, at, AppointmentColumns.ReminderSentAt, appointment.ReminderSentAt, AppointmentColumns.BookedAt, booked, "its booking");
        checker.NotBefore(ProblemKind.ImpossibleOrder, Schema, at, AppointmentColumns.ConfirmedAt, appointment.ConfirmedAt, AppointmentColumns.BookedAt, booked, "its booking");
        checker.NotAfter(ProblemKind.UnlikelyOrder, Schema, at, AppointmentColumns.ReminderSentAt, appointment.ReminderSentAt, AppointmentColumns.StartsAt, start, "its start");
        checker.NotAfter(ProblemKind.UnlikelyOrder, Schema, at, AppointmentColumns.ConfirmedAt, appointment.ConfirmedAt, AppointmentColumns.StartsAt, start, "its start");
        checker.NotBefore(ProblemKind.UnlikelyOrder, Schema, at, AppointmentColumns.StartsAt, start, null, span.Begin, "the referral and start of its episode");
        // A session attended after the end is an error of the end and reported there.
        if (appointment.Status == AppointmentStatus.Fulfilled) return;
        checker.NotAfter(ProblemKind.AfterTheEnd, Schema, at, AppointmentColumns.StartsAt, start, null, span.End, "the end of its episode");
    }

    /// <summary>Warns of sessions that one client cannot have attended both; the rows have to be in canonical order.</summary>
    public static void RunTogether(RecordChecker checker, ArraySegment<Row<Appointment>> rows)
    {
        Row<Appointment>? last = null;
        foreach (var row in rows)
        {
            if (row.Record.Status != AppointmentStatus.Fulfilled || row.Record.StartsAt.IsDay) continue;
            if (last is { } before && row.Record.StartsAt == before.Record.StartsAt)
            {
                var value = checker.TextOf(row.Record.StartsAt);
                checker.Report(
                    ProblemKind.SimultaneousSessions, Schema, row.Position, AppointmentColumns.StartsAt, value, "one attended session at a time",
                    $"Another attended session of the episode starts at {value} too: {checker.NameOf(Schema, before.Position)}.");
            }

            last = row;
        }
    }
}
