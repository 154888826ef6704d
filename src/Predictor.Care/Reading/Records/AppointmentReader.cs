using Predictor.Care.Checking;
using Predictor.Care.Episodes;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading.Records;

/// <summary>Reads an appointment.</summary>
internal static class AppointmentReader
{
    /// <param name="fields">The fields of the record.</param>
    /// <param name="id">The id, which the caller has read; null where it is missing or wrong.</param>
    /// <returns>Null where the record has errors, all of which have been reported.</returns>
    public static Appointment? Read(FieldReader fields, string? id)
    {
        var startsAt = fields.Moment(AppointmentColumns.StartsAt);
        var bookedAt = fields.Moment(AppointmentColumns.BookedAt);
        var status = fields.Code(AppointmentColumns.Status, CodeTables.Status);
        var cancelledBy = fields.Code(AppointmentColumns.CancelledBy, CodeTables.CancelledBy);
        var statusAt = fields.Moment(AppointmentColumns.StatusAt);
        var delivery = fields.Code(AppointmentColumns.Delivery, CodeTables.Delivery);
        var therapistId = fields.Text(AppointmentColumns.TherapistId);
        var duration = fields.Number(AppointmentColumns.DurationMinutes);
        var reminderSentAt = fields.Moment(AppointmentColumns.ReminderSentAt);
        var confirmedAt = fields.Moment(AppointmentColumns.ConfirmedAt);
        // A mistaken entry is ignored as a whole, so that nothing in it has to fit together.
        if (cancelledBy is { } side && status is not (null or AppointmentStatus.Cancelled or AppointmentStatus.EnteredInError))
        {
            var value = side == CancelledBy.Client ? "client" : "clinic";
            fields.Report(ProblemKind.NotCancelled, AppointmentColumns.CancelledBy, value, "no value unless the status is cancelled", $"The appointment is said to be cancelled by the {value}, but its status is not 'cancelled'.");
        }

        if (fields.HasErrors || id is null || startsAt is null || status is null) return null;
        return new Appointment
        {
            AppointmentId = id,
            StartsAt = startsAt.Value,
            BookedAt = bookedAt,
            Status = status.Value,
            CancelledBy = cancelledBy,
            StatusAt = statusAt,
            Delivery = delivery,
            TherapistId = therapistId,
            DurationMinutes = duration,
            ReminderSentAt = reminderSentAt,
            ConfirmedAt = confirmedAt,
        };
    }
}
