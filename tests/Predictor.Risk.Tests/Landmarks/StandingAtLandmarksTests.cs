using Predictor.Care.Episodes;
using Predictor.Care.Time;
using Predictor.Care.Timelines;
using Predictor.Risk.Scoring;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Landmarks;

public sealed class StandingAtLandmarksTests
{
    /// <summary>Sessions and ends that are recorded late must not give rows for clients who, as known then, were gone.</summary>
    [Fact]
    public void No_training_row_stands_where_serving_would_say_that_it_is_over()
    {
        var options = new PipelineOptions { Outcome = new() { InactivityDays = 28 } };
        var cut = ClinicCalendar.Utc.Day(RandomEpisodes.FirstDay.AddDays(400)).Ticks;
        var landmarks = 0;
        foreach (var episode in RandomEpisodes.Many(400))
        {
            var course = new Course(episode, 28, ClinicCalendar.Utc, cut);
            if (!course.HasAnchor) continue;
            foreach (var landmark in course.Landmarks)
            {
                landmarks++;
                Assert.NotEqual(ScoreStatus.Over, Standing.Of(AsOf.Known(episode, landmark.Ticks), landmark.Ticks, options).Status);
            }
        }

        Assert.True(landmarks > 1000, $"{landmarks} landmarks");
    }

    [Fact]
    public void An_end_recorded_late_leaves_no_rows_after_the_client_counted_as_gone()
    {
        var episode = Given.Episode("2026-01-01", Given.Attended("2026-01-05 10:00")) with
        {
            End = Given.End("2026-01-15", EndReason.Completed, recordedAt: "2026-03-31"),
        };

        var course = Course.Of(episode, "2026-06-01");

        Assert.Equal(["2026-01-05 10:00 Attended", "2026-01-12 10:00 Silent", "2026-01-19 10:00 Silent", "2026-01-26 10:00 Silent"], course.Tell());
    }
}
