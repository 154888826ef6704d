using Predictor.Care.Episodes;
using Predictor.Risk;
using Predictor.Risk.Landmarks;
using Xunit;

namespace Predictor.Simulation.Tests;

/// <summary>The preset psychotherapy against the published tables that it is to meet, counted from the written files.</summary>
public sealed class PsychotherapyTests(SimulatedClinic clinic) : IClassFixture<SimulatedClinic>
{
    [Fact]
    public void The_export_has_no_problem_that_a_real_one_would_be_refused_for()
    {
        Assert.Empty(clinic.Reading.Problems.Listed);
        Assert.Equal(SimulatedClinic.Count, clinic.Reading.Episodes.Count);
    }

    /// <summary>Dropout 19.7 % over all therapies (Swift and Greenberg 2012), of the episodes with a session that are over; here within 2 points.</summary>
    [Fact]
    public void One_in_five_drops_out()
    {
        var finished = clinic.Finished().ToList();

        Assert.InRange(finished.Count(f => f.IsDropout) / (double)finished.Count, 0.177, 0.217);
        Assert.Equal(finished.Count, clinic.Summary.FinishedEpisodes);
        Assert.Equal(finished.Count(f => f.IsDropout), clinic.Summary.Dropouts);
    }

    /// <summary>The most frequent number of sessions is one (practice guides), of the episodes with a session that are over.</summary>
    [Fact]
    public void No_number_of_sessions_is_as_frequent_as_one() =>
        Assert.Equal(1, clinic.Finished().GroupBy(f => f.Sessions).MaxBy(g => g.Count())!.Key);

    /// <summary>Most dropouts leave after the first or second session: over 70 % in a population survey (Olfson 2009), here over half.</summary>
    [Fact]
    public void Most_dropouts_leave_after_the_first_or_second_session()
    {
        var sessions = clinic.Finished().Where(f => f.IsDropout).Select(f => f.Sessions).ToList();

        Assert.InRange(sessions.Count(s => s <= 2) / (double)sessions.Count, 0.5, 0.75);
    }

    /// <summary>A weaker alliance goes with dropout, d = .55 (Sharf 2010): of the last SRS of the episodes that are over, within .15.</summary>
    [Fact]
    public void Dropouts_had_a_weaker_alliance_at_the_last_measure()
    {
        var last = clinic.Finished().Where(f => f.Episode.Measures!.Any(IsAlliance)).Select(f => (f.IsDropout, Score: f.Episode.Measures!.Where(IsAlliance).MaxBy(m => m.TakenAt.Ticks)!.Score)).ToList();
        var dropouts = last.Where(l => l.IsDropout).Select(l => l.Score).ToArray();
        var others = last.Where(l => !l.IsDropout).Select(l => l.Score).ToArray();

        var d = (others.Average() - dropouts.Average()) / Math.Sqrt((Variance(others) + Variance(dropouts)) / 2);

        Assert.InRange(d, 0.40, 0.70);
    }

    /// <summary>Reminders lower no-shows: relative risk .63 to .77 (Moran 2018, Tang), of appointments kept or not kept, here within .45 to .8.</summary>
    [Fact]
    public void Fewer_miss_an_appointment_that_they_were_reminded_of()
    {
        var due = clinic.Reading.Episodes.SelectMany(e => e.Appointments).Where(a => a.Status is AppointmentStatus.Fulfilled or AppointmentStatus.NoShow).ToLookup(a => a.ReminderSentAt is not null, a => a.Status == AppointmentStatus.NoShow);

        Assert.InRange(due[true].Average(m => m ? 1.0 : 0) / due[false].Average(m => m ? 1.0 : 0), 0.45, 0.8);
    }

    [Fact]
    public void The_true_risks_stand_at_the_landmarks_of_the_training()
    {
        var cohort = Cohort.Of(clinic.Reading.Episodes, new PipelineOptions(), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks, CancellationToken.None);

        Assert.Equal(cohort.Rows.Select(r => (cohort.Episodes[r.Episode].EpisodeId, r.Landmark.Ticks)).Order(), clinic.Truth.Keys.Order());
    }

    /// <summary>Of 100 landmarks with a true risk of .3, about 30 have the label 1; where the label is known for all, rows of the first two years.</summary>
    [Fact]
    public void The_true_risks_are_as_high_as_the_labels_say()
    {
        var options = new PipelineOptions();
        var cut = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
        var cohort = Cohort.Of(clinic.Reading.Episodes, options, cut, CancellationToken.None);
        var rows = Enumerable.Range(0, cohort.Rows.Length)
            .Where(r => cohort.Rows[r].Landmark.Ticks <= cut - TimeSpan.FromDays(70).Ticks)
            .Select(r => (Risk: clinic.Truth[(cohort.Episodes[cohort.Rows[r].Episode].EpisodeId, cohort.Rows[r].Landmark.Ticks)], Label: (double)cohort.Label(r, 0).Value)).ToList();

        Assert.InRange(rows.Average(r => r.Risk) - rows.Average(r => r.Label), -0.008, 0.008);
        for (var from = 0.0; from < 1; from += 0.2)
        {
            var bin = rows.Where(r => r.Risk >= from && r.Risk < from + 0.2).ToList();
            Assert.InRange(bin.Average(r => r.Risk) - bin.Average(r => r.Label), -0.05, 0.05);
        }
    }

    private static bool IsAlliance(Measure measure) => measure.Instrument == "SRS";

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
    }
}
