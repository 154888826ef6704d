using Predictor.Api.Security.Callers;
using Predictor.Api.Security.Tokens;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Tokens;

public sealed class ReplayCacheTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Of_many_at_once_one_is_let_in()
    {
        var cache = new ReplayCache(_time);
        var let = 0;
        Parallel.For(0, 1000, i =>
        {
            if (cache.Add("issuer", $"id-{i % 10}", _time.GetUtcNow().AddMinutes(1)) == Refusal.None) Interlocked.Increment(ref let);
        });
        Assert.Equal(10, let);
    }

    [Fact]
    public void A_full_cache_refuses_and_forgets_nothing_early()
    {
        var cache = new ReplayCache(_time, capacity: 3);
        for (var i = 0; i < 3; i++) Assert.Equal(Refusal.None, cache.Add("a", $"{i}", _time.GetUtcNow().AddSeconds(10 + i)));
        Assert.Equal(Refusal.ReplayCacheFull, cache.Add("a", "3", _time.GetUtcNow().AddSeconds(10)));
        Assert.Equal(Refusal.Replayed, cache.Add("a", "0", _time.GetUtcNow().AddSeconds(10)));
        // Another issuer has room of its own.
        Assert.Equal(Refusal.None, cache.Add("b", "0", _time.GetUtcNow().AddSeconds(10)));

        _time.Advance(10);
        Assert.Equal(Refusal.None, cache.Add("a", "3", _time.GetUtcNow().AddSeconds(10)));
        Assert.Equal(Refusal.ReplayCacheFull, cache.Add("a", "4", _time.GetUtcNow().AddSeconds(10)));
    }
}
