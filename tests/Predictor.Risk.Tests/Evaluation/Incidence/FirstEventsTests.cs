using Predictor.Risk.Evaluation.Incidence;
using Predictor.Risk.Landmarks;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Incidence;

public sealed class FirstEventsTests
{
    private static readonly PipelineOptions Options = new() { HorizonDays = [0, 1, 7, 14, 28, 56, 84] };

    /// <summary>What came first, by the day, is what the labels say at every horizon.</summary>
    [Fact]
    public void Dropout_has_come_by_a_day_exactly_where_the_label_of_that_horizon_is_1()
    {
        var cohort = Cohort.Of(SmallClinic.Create(), Options, SmallClinic.CutTicks, CancellationToken.None);
        var (ones, looked) = (0, 0);
        for (var row = 0; row < cohort.Rows.Length; row++)
        {
            var (episode, landmark, _) = cohort.Rows[row];
            if (FirstEvents.After(landmark.Ticks, cohort.Spells(episode), cohort.Episodes[episode], Options, cohort.CutTicks) is not { } first) continue;
            for (var h = 0; h < Options.HorizonDays.Count; h++)
            {
                // Past its censoring a row says nothing.
                if (first.Kind == EventKind.Censored && Options.HorizonDays[h] > first.Day) continue;
                var label = cohort.Label(row, h);
                looked++;
                ones += label.Value;

                Assert.True(label.KnownTicks <= cohort.CutTicks || first.Kind != EventKind.Censored);
                Assert.Equal(label.Value == 1, first.Kind == EventKind.Dropout && first.Day <= Options.HorizonDays[h]);
            }
        }

        Assert.True(looked > 10000 && ones > 1000, $"{looked} labels, {ones} of them 1");
    }

    [Fact]
    public void A_landmark_whose_days_of_inactivity_reach_past_the_cut_says_nothing()
    {
        var episode = SmallClinic.Create()[0];
        var cut = episode.StartedOn.Ticks + (41 * TimeSpan.TicksPerDay);

        Assert.Null(FirstEvents.After(episode.StartedOn.Ticks, [], episode with { End = null }, Options, cut));
        Assert.Equal(new EventTime(0, EventKind.Censored), FirstEvents.After(episode.StartedOn.Ticks, [], episode with { End = null }, Options, cut + TimeSpan.TicksPerDay));
    }
}
