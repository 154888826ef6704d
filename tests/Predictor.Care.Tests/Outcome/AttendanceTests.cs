using Predictor.Care.Episodes;
using Predictor.Care.Outcome;
using Xunit;
using static Predictor.Testing.Given;

namespace Predictor.Care.Tests.Outcome;

public sealed class AttendanceTests
{
    [Fact]
    public void Each_attended_session_is_an_anchor() =>
        Assert.Equal(["2026-01-05 10:00", "2026-01-12 10:00"], Anchors(Attended("2026-01-12 10:00"), Attended("2026-01-05 10:00")));

    [Fact]
    public void The_first_appointment_is_an_anchor_until_a_session_is_attended() =>
        Assert.Equal(["2026-01-05 10:00", "2026-01-19 10:00"], Anchors(Missed("2026-01-05 10:00"), Missed("2026-01-12 10:00"), Attended("2026-01-19 10:00")));

    [Fact]
    public void A_first_appointment_that_the_client_or_nobody_in_particular_cancelled_is_an_anchor()
    {
        Assert.Equal(["2026-01-05 10:00"], Anchors(Cancelled("2026-01-05 10:00", CancelledBy.Client)));
        Assert.Equal(["2026-01-05 10:00"], Anchors(Cancelled("2026-01-05 10:00", by: null)));
    }

    [Fact]
    public void A_first_appointment_with_no_outcome_is_an_anchor() =>
        Assert.Equal(["2026-01-05 10:00"], Anchors(Booked("2026-01-05 10:00")));

    [Fact]
    public void An_appointment_that_the_clinic_cancelled_is_passed_over() =>
        Assert.Equal(["2026-01-12 10:00"], Anchors(Cancelled("2026-01-05 10:00", CancelledBy.Clinic), Missed("2026-01-12 10:00")));

    [Fact]
    public void Only_appointments_that_the_clinic_cancelled_give_no_anchor() =>
        Assert.Empty(Anchors(Cancelled("2026-01-05 10:00", CancelledBy.Clinic), Cancelled("2026-01-12 10:00", CancelledBy.Clinic)));

    [Theory]
    [InlineData(AppointmentStatus.NotABooking)]
    [InlineData(AppointmentStatus.EnteredInError)]
    public void Offers_and_mistakes_are_no_anchors(AppointmentStatus status) =>
        Assert.Empty(Anchors(Appointment(status, "2026-01-05 10:00", statusAt: null, bookedAt: null)));

    [Fact]
    public void A_session_on_a_bare_day_counts_from_the_end_of_the_day() =>
        Assert.Equal(["2026-01-06"], Anchors(Attended("2026-01-05")));

    [Fact]
    public void Two_sessions_at_the_same_instant_are_one_anchor() =>
        Assert.Equal(["2026-01-05 10:00"], Anchors(Attended("2026-01-05 10:00"), Attended("2026-01-05 10:00", statusAt: "2026-01-07")));

    [Fact]
    public void A_later_session_recorded_sooner_tells_first_that_the_client_came()
    {
        var attendance = Attendance.Of(Episode("2026-01-01", Attended("2026-01-05 10:00", statusAt: "2026-02-01 09:00"), Attended("2026-01-12 10:00")));

        Assert.Equal(Ticks("2026-01-12 10:00"), attendance.SessionAfterKnownAt(Ticks("2026-01-02")));
        Assert.Null(attendance.SessionAfterKnownAt(Ticks("2026-01-12 10:00")));
    }

    private static string[] Anchors(params Appointment[] appointments) =>
        [.. Attendance.Of(Episode("2026-01-01", appointments)).Anchors.Select(Text)];
}
