using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Trees.Tests.Numerics;

public class TeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Every_number_is_done_once_in_many_tasks_after_each_other(int threads)
    {
        var team = new Team(threads, default);
        var counts = new int[100];
        for (var session = 0; session < 5; session++)
        {
            team.Begin();
            for (var task = 0; task < 400; task++)
            {
                var count = task % counts.Length;
                team.ForEach(count, (i, thread) =>
                {
                    Assert.InRange(thread, 0, threads - 1);
                    Interlocked.Increment(ref counts[i]);
                });
            }

            team.End();
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => 5 * 4 * (99 - i)), counts);
    }

    [Fact]
    public void What_an_action_throws_on_any_thread_is_thrown_once_all_are_done_and_the_team_goes_on()
    {
        var team = new Team(3, default);
        team.Begin();
        var done = 0;
        var thrown = Assert.Throws<InvalidOperationException>(() => team.ForEach(50, (i, _) =>
        {
            Interlocked.Increment(ref done);
            if (i == 20) throw new InvalidOperationException("twenty");
        }));
        Assert.Equal("twenty", thrown.Message);
        Assert.Equal(50, done);
        team.ForEach(50, (_, _) => Interlocked.Increment(ref done));
        team.End();
        Assert.Equal(100, done);
    }

    [Fact]
    public void A_cancelled_token_stops_the_work() => Assert.Throws<OperationCanceledException>(() => new Team(2, new CancellationToken(true)).ForEach(1, (_, _) => { }));
}
