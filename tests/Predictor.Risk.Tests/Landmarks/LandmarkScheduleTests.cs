using Predictor.Care.Episodes;
using Xunit;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Landmarks;

/// <summary>Hand-worked with 28 days of inactivity.</summary>
public sealed class LandmarkScheduleTests
{
    [Fact]
    public void There_is_a_landmark_at_each_outcome_named_by_it()
    {
        var episode = Episode(
            "2026-01-05",
            Attended("2026-01-05 10:00"),
            Missed("2026-01-08 10:00"),
            Cancelled("2026-01-15 10:00", CancelledBy.Client, statusAt: "2026-01-13 09:00"),
            Cancelled("2026-01-16 10:00", CancelledBy.Clinic));

        Assert.Equal(["2026-01-05 10:00 Attended", "2026-01-08 10:00 Missed", "2026-01-13 09:00 Cancelled", "2026-01-16 10:00 Cancelled"], Course.Of(episode, "2026-01-17").Tell());
    }

    [Fact]
    public void Offers_mistakes_and_open_bookings_make_no_landmark()
    {
        var episode = Episode(
            "2026-01-05",
            Attended("2026-01-05 10:00"),
            Booked("2026-01-06 10:00"),
            Appointment(AppointmentStatus.NotABooking, "2026-01-07 10:00", null, null),
            Appointment(AppointmentStatus.EnteredInError, "2026-01-08 10:00", null, null));

        Assert.Equal(["2026-01-05 10:00 Attended"], Course.Of(episode, "2026-01-10").Tell());
    }

    [Fact]
    public void Outcomes_at_one_instant_are_one_landmark_named_by_attended_before_missed_before_cancelled()
    {
        var cancelled = Cancelled("2026-01-05 10:00", CancelledBy.Client);

        Assert.Equal(["2026-01-05 10:00 Attended"], Course.Of(Episode("2026-01-05", cancelled, Missed("2026-01-05 10:00"), Attended("2026-01-05 10:00")), "2026-01-06").Tell());
        Assert.Equal(["2026-01-05 10:00 Missed"], Course.Of(Episode("2026-01-05", cancelled, Missed("2026-01-05 10:00")), "2026-01-06").Tell());
    }

    [Fact]
    public void A_status_recorded_late_makes_the_landmark_late() =>
        Assert.Equal(["2026-01-09 12:00 Attended"], Course.Of(Episode("2026-01-05", Attended("2026-01-05 10:00", statusAt: "2026-01-09 12:00")), "2026-01-10").Tell());

    [Fact]
    public void Silence_makes_a_landmark_every_seven_days_until_something_is_heard()
    {
        var episode = Episode("2026-01-05", Attended("2026-01-05 10:00"), Missed("2026-01-22 10:00"));

        Assert.Equal(
            ["2026-01-05 10:00 Attended", "2026-01-12 10:00 Silent", "2026-01-19 10:00 Silent", "2026-01-22 10:00 Missed", "2026-01-29 10:00 Silent"],
            Course.Of(episode, "2026-02-01").Tell());
    }

    [Fact]
    public void An_outcome_on_the_seventh_day_takes_the_place_of_silence() =>
        Assert.Equal(
            ["2026-01-05 10:00 Attended", "2026-01-12 10:00 Missed"],
            Course.Of(Episode("2026-01-05", Attended("2026-01-05 10:00"), Missed("2026-01-12 10:00")), "2026-01-13").Tell());

    [Fact]
    public void A_client_on_a_waiting_list_is_silent_only_from_the_first_booking()
    {
        var episode = Episode("2026-01-05", Attended("2026-03-02 10:00", bookedAt: "2026-02-10 09:00"));

        Assert.Equal(["2026-02-17 09:00 Silent", "2026-02-24 09:00 Silent", "2026-03-02 10:00 Attended"], Course.Of(episode, "2026-03-03").Tell());
    }

    [Fact]
    public void A_booking_made_before_the_intake_counts_from_the_intake() =>
        Assert.Equal(
            ["2026-01-12 Silent", "2026-01-15 10:00 Attended"],
            Course.Of(Episode("2026-01-05", Attended("2026-01-15 10:00", bookedAt: "2025-12-20 09:00")), "2026-01-16").Tell());

    [Fact]
    public void An_offer_does_not_start_the_silence() =>
        Assert.Equal(
            ["2026-01-30 10:00 Missed"],
            Course.Of(Episode("2026-01-05", Appointment(AppointmentStatus.NotABooking, "2026-01-08 10:00", null, "2026-01-05"), Missed("2026-01-30 10:00")), "2026-01-31").Tell());

    [Fact]
    public void Outcomes_before_the_start_make_no_landmark_and_the_first_tick_of_a_bare_day_is_the_start()
    {
        var episode = Episode("2026-01-05", Missed("2026-01-04 23:59"), Attended("2026-01-05"), Missed("2026-01-05 00:00"));

        Assert.Equal(["2026-01-05 Missed", "2026-01-06 Attended"], Course.Of(episode, "2026-01-07").Tell());
    }

    [Fact]
    public void The_cut_itself_is_in_and_nothing_after_it()
    {
        var episode = Episode("2026-01-05", Attended("2026-01-05 10:00"), Missed("2026-01-08 10:00"), Missed("2026-01-08 10:01"));

        Assert.Equal(["2026-01-05 10:00 Attended", "2026-01-08 10:00 Missed"], Course.Of(episode, "2026-01-08 10:00").Tell());
        Assert.Equal(["2026-01-05 10:00 Attended"], Course.Of(episode, "2026-01-08 09:59").Tell());
        Assert.Equal(["2026-01-05 10:00 Attended", "2026-01-12 10:00 Silent"], Course.Of(Episode("2026-01-05", Attended("2026-01-05 10:00")), "2026-01-12 10:00").Tell());
    }

    [Fact]
    public void There_is_no_landmark_while_the_client_is_known_to_be_gone_and_one_at_the_return()
    {
        var episode = Episode("2026-01-05", Attended("2026-01-05 10:00"), Missed("2026-02-05 10:00"), Attended("2026-02-20 10:00"));

        // Gone from 5 January, known on 2 February at 10:00, the very instant of the fourth silent landmark.
        Assert.Equal(
            ["2026-01-05 10:00 Attended", "2026-01-12 10:00 Silent", "2026-01-19 10:00 Silent", "2026-01-26 10:00 Silent", "2026-02-20 10:00 Attended", "2026-02-27 10:00 Silent"],
            Course.Of(episode, "2026-03-01").Tell());
    }

    [Fact]
    public void A_return_recorded_late_makes_its_landmark_when_it_is_recorded()
    {
        var episode = Episode("2026-01-05", Attended("2026-01-05 10:00"), Attended("2026-02-20 10:00", statusAt: "2026-02-23 10:00"));

        Assert.Equal(["2026-02-23 10:00 Attended"], Course.Of(episode, "2026-02-26").Tell().Skip(4));
    }

    [Fact]
    public void There_is_no_landmark_once_the_end_is_known()
    {
        var episode = Episode("2026-01-05", Attended("2026-01-05 10:00"), Missed("2026-01-12 09:00"), Missed("2026-01-20 10:00"));

        Assert.Equal(["2026-01-05 10:00 Attended"], Course.Of(episode with { End = End("2026-01-12 09:00", EndReason.Completed) }, "2026-03-01").Tell());
        Assert.Equal(
            ["2026-01-05 10:00 Attended", "2026-01-12 09:00 Missed", "2026-01-19 09:00 Silent"],
            Course.Of(episode with { End = End("2026-01-12 09:00", EndReason.Administrative, recordedAt: "2026-01-20 10:00") }, "2026-03-01").Tell());
    }

    [Fact]
    public void An_end_recorded_after_the_cut_stops_nothing_yet() =>
        Assert.Equal(
            ["2026-01-05 10:00 Attended", "2026-01-12 10:00 Silent"],
            Course.Of(Episode("2026-01-05", Attended("2026-01-05 10:00")) with { End = End("2026-01-06", EndReason.Completed, recordedAt: "2026-02-01") }, "2026-01-13").Tell());

    [Fact]
    public void A_client_whose_appointments_the_clinic_cancelled_has_no_anchor_and_so_no_rows() =>
        Assert.False(Course.Of(Episode("2026-01-05", Cancelled("2026-01-12 10:00", CancelledBy.Clinic)), "2026-03-01").HasAnchor);
}
