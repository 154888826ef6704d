using Predictor.Care.Episodes;
using Predictor.Care.Outcome;
using Predictor.Care.Time;
using Xunit;
using static Predictor.Testing.Given;

namespace Predictor.Care.Tests.Outcome;

public sealed class PriorEpisodesTests
{
    private static readonly OutcomeOptions Options = new() { InactivityDays = 28 };

    [Fact]
    public void An_earlier_dropout_of_the_same_client_is_counted()
    {
        var counted = Count(Episode("2025-01-06", Attended("2025-01-06 10:00")), Episode("2026-01-05"));

        Assert.Equal((1.0, 1.0), (counted[1].PriorEpisodes, counted[1].PriorDropouts));
    }

    [Fact]
    public void An_earlier_episode_that_was_completed_is_no_dropout()
    {
        var counted = Count(Episode("2025-01-06", Attended("2025-01-06 10:00")) with { End = End("2025-01-10", EndReason.Completed) }, Episode("2026-01-05"));

        Assert.Equal((1.0, 0.0), (counted[1].PriorEpisodes, counted[1].PriorDropouts));
    }

    [Fact]
    public void A_dropout_not_yet_known_at_the_start_is_not_counted()
    {
        var counted = Count(Episode("2025-12-15", Attended("2025-12-20 10:00")), Episode("2026-01-05"));

        Assert.Equal((1.0, 0.0), (counted[1].PriorEpisodes, counted[1].PriorDropouts));
    }

    [Fact]
    public void A_completion_recorded_after_the_start_does_not_undo_a_dropout()
    {
        var earlier = Episode("2025-01-06", Attended("2025-01-06 10:00")) with { End = End("2025-01-10", EndReason.Completed, recordedAt: "2026-03-01") };

        Assert.Equal(1, Count(earlier, Episode("2026-01-05"))[1].PriorDropouts);
    }

    [Fact]
    public void Given_values_stay_where_no_earlier_episode_is_in_the_data()
    {
        var counted = Count(Episode("2025-01-06") with { PriorEpisodes = 3, PriorDropouts = 2 }, Episode("2026-01-05") with { ClientId = "somebody else" });

        Assert.Equal((3.0, 2.0), (counted[0].PriorEpisodes, counted[0].PriorDropouts));
        Assert.Null(counted[1].PriorEpisodes);
        Assert.Null(counted[1].PriorDropouts);
    }

    [Fact]
    public void Counted_values_replace_given_ones_and_the_order_of_the_episodes_does_not_matter()
    {
        var counted = Count(Episode("2026-01-05") with { PriorEpisodes = 9 }, Episode("2025-06-02", Missed("2025-06-09 10:00")), Episode("2025-01-06", Attended("2025-01-06 10:00")));

        Assert.Equal([2.0, 1.0, null], counted.Select(e => e.PriorEpisodes));
        Assert.Equal([2.0, 1.0, null], counted.Select(e => e.PriorDropouts));
    }

    private static IReadOnlyList<Episode> Count(params Episode[] episodes) => PriorEpisodes.Count(episodes, Options, ClinicCalendar.Utc);
}
