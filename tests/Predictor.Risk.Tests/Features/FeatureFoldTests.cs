using Predictor.Care.Episodes;
using Predictor.Care.Time;
using Predictor.Care.Timelines;
using Predictor.Risk.Features;
using Predictor.Risk.Landmarks;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Features;

/// <summary>What holds for every feature, on random episodes and to the bit.</summary>
public sealed class FeatureFoldTests
{
    [Fact]
    public void A_row_is_the_same_from_the_whole_episode_as_from_what_was_known_then() =>
        ForRandomEpisodes(600, (episode, seed) =>
        {
            var instants = Instants.Some(episode, 12, seed);
            var rows = FeatureRows.At(episode, FeatureRows.All, instants);
            for (var i = 0; i < instants.Length; i++)
            {
                var known = AsOf.Known(episode, instants[i]);
                FeatureRows.AssertSame(rows[i], FeatureRows.At(known, FeatureRows.All, instants[i])[0], $"Seed {seed} at {Given.Text(instants[i])}");
            }
        });

    [Fact]
    public void Another_future_changes_no_row() =>
        ForRandomEpisodes(600, (episode, seed) =>
        {
            foreach (var t in Instants.Some(episode, 6, seed))
            {
                var other = RandomEpisodes.WithAnotherFuture(episode, t, seed);
                FeatureRows.AssertSame(FeatureRows.At(episode, FeatureRows.All, t)[0], FeatureRows.At(other, FeatureRows.All, t)[0], $"Seed {seed} at {Given.Text(t)}");
            }
        });

    [Fact]
    public void The_order_of_the_records_changes_no_row() =>
        ForRandomEpisodes(600, (episode, seed) =>
        {
            var instants = Instants.Some(episode, 12, seed);
            AssertSame(FeatureRows.At(episode, FeatureRows.All, instants), FeatureRows.At(RandomEpisodes.Shuffled(episode, seed), FeatureRows.All, instants), seed);
        });

    [Fact]
    public void Folding_once_and_stopping_at_each_landmark_is_folding_afresh_for_each() =>
        ForRandomEpisodes(300, (episode, seed) =>
        {
            var options = FeatureRows.Options;
            var landmarks = LandmarkSchedule.Of(episode, options.Outcome, options.Calendar, ClinicCalendar.Utc.Day(RandomEpisodes.FirstDay.AddDays(400)).Ticks);
            long[] instants = [.. landmarks.Select(l => l.Ticks)];

            AssertSame([.. instants.Select(t => FeatureRows.At(episode, FeatureRows.All, t)[0])], FeatureRows.At(episode, FeatureRows.All, instants), seed);
        });

    [Fact]
    public void Asking_for_more_instants_in_between_changes_no_row() =>
        ForRandomEpisodes(300, (episode, seed) =>
        {
            var all = Instants.Around(episode);
            var chosen = Instants.Some(episode, 12, seed);
            var rows = all.Zip(FeatureRows.At(episode, FeatureRows.All, all)).ToDictionary(r => r.First, r => r.Second);

            AssertSame([.. chosen.Select(t => rows[t])], FeatureRows.At(episode, FeatureRows.All, chosen), seed);
        });

    [Fact]
    public void Attributes_for_the_audit_change_no_row() =>
        ForRandomEpisodes(200, (episode, seed) =>
        {
            var instants = Instants.Some(episode, 6, seed);
            var other = episode with { AuditAttributes = new Dictionary<string, string> { ["s_gender"] = "x", ["s_religion"] = "y" } };
            AssertSame(FeatureRows.At(episode, FeatureRows.All, instants), FeatureRows.At(other, FeatureRows.All, instants), seed);
        });

    [Fact]
    public void The_instant_itself_is_in_and_the_next_tick_is_not()
    {
        var episode = Given.Episode("2026-01-05", Given.Missed("2026-01-05 10:00"), Given.Missed("2026-01-05 10:00:01"));
        var features = FeatureSetBuilder.Build([episode], FeatureRows.Options);

        Assert.Equal(0.0, FeatureRows.Value(episode, features, "attendance.missed-count", Given.Ticks("2026-01-05 10:00") - 1));
        Assert.Equal(1.0, FeatureRows.Value(episode, features, "attendance.missed-count", Given.Ticks("2026-01-05 10:00")));
    }

    [Fact]
    public void Instants_have_to_be_asked_for_in_ascending_order()
    {
        var fold = new FeatureFold(Timeline.Of(RandomEpisodes.Create(1)), FeatureRows.All, FeatureRows.Options);
        fold.RowAt(100, new double[FeatureRows.All.Count]);

        Assert.Throws<ArgumentOutOfRangeException>(() => fold.RowAt(99, new double[FeatureRows.All.Count]));
    }

    /// <summary>Work that grew with the square of the events or of the landmarks would take minutes here; this takes a fraction of a second.</summary>
    [Fact]
    public void A_hundred_thousand_events_fold_with_ten_thousand_landmarks()
    {
        var start = Given.Ticks("1900-01-01");
        var episode = LongEpisode(start, appointments: 30_000);
        var features = FeatureSetBuilder.Build([episode], FeatureRows.Options);
        var timeline = Timeline.Of(episode);
        Assert.True(timeline.Events.Length >= 100_000);

        var fold = new FeatureFold(timeline, features, FeatureRows.Options);
        var row = new double[features.Count];
        for (var i = 1; i <= 10_000; i++) fold.RowAt(start + (i * 3 * TimeSpan.TicksPerDay), row);

        Assert.Equal(15_000, row[features.IndexOf("course.session-number")]);
        Assert.Equal(15_000, row[features.IndexOf("attendance.missed-count")]);
    }

    /// <summary>An appointment a day for 80 years, every second one missed, with charges and messages, and many of them booked far ahead.</summary>
    private static Episode LongEpisode(long start, int appointments)
    {
        Moment At(int day, int hour = 0) => Moment.At(start + (day * TimeSpan.TicksPerDay) + (hour * TimeSpan.TicksPerHour));
        return Given.Episode("1900-01-01") with
        {
            Appointments = [.. Enumerable.Range(0, appointments).Select(day => new Appointment
            {
                AppointmentId = $"a-{day}",
                StartsAt = At(day, 10),
                BookedAt = At(Math.Max(0, day - 1000)),
                Status = day % 2 == 0 ? AppointmentStatus.Fulfilled : AppointmentStatus.NoShow,
            })],
            Payments = [.. Enumerable.Range(0, appointments).Select(day => new Payment { OccurredAt = At(day), Kind = PaymentKind.Charge, Amount = 80, DueOn = At(day + 30) })],
            Contacts = [.. Enumerable.Range(0, appointments).Select(day => new Contact { OccurredAt = At(day), Direction = ContactDirection.Out })],
        };
    }

    private static void ForRandomEpisodes(int count, Action<Episode, int> check)
    {
        for (var seed = 0; seed < count; seed++) check(RandomEpisodes.Create(seed), seed);
    }

    private static void AssertSame(double[][] expected, double[][] actual, int seed)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) FeatureRows.AssertSame(expected[i], actual[i], $"Seed {seed}, row {i}");
    }
}
