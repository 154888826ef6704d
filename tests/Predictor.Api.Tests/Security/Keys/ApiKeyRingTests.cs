using Microsoft.Extensions.Options;
using Predictor.Api.Security;
using Predictor.Api.Security.Callers;
using Predictor.Api.Security.Keys;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Keys;

public sealed class ApiKeyRingTests
{
    private readonly ManualTime _time = new();
    private readonly string _old = ApiKey.Create();
    private readonly string _new = ApiKey.Create();
    private readonly string _others = ApiKey.Create();
    private readonly ApiKeyRing _ring;

    public ApiKeyRingTests()
    {
        var now = _time.GetUtcNow();
        var options = new SecurityOptions
        {
            Callers =
            {
                ["ehr"] = new CallerOptions { Scopes = ["score"], Keys = [Entry(_old, now.AddHours(1)), Entry(_new)] },
                ["other"] = new CallerOptions { Scopes = ["admin"], ExpiresAt = now.AddHours(2), Keys = [Entry(_others, now.AddHours(3))] },
            },
        };
        Assert.Empty(options.Problems());
        _ring = new ApiKeyRing(Options.Create(options), _time);
    }

    [Fact]
    public void Each_key_of_a_caller_is_the_caller_s()
    {
        foreach (var key in new[] { _old, _new }) Assert.Equal("key:ehr", _ring.Check(key).Caller!.Name);
        var other = _ring.Check(_others).Caller!;
        Assert.Equal("key:other", other.Name);
        Assert.True(other.Principal.HasClaim(Caller.ScopeClaim, "admin"));
        Assert.False(other.Principal.HasClaim(Caller.ScopeClaim, "score"));
    }

    [Fact]
    public void A_key_ends_with_its_own_time_or_its_caller_s()
    {
        _time.Advance(3600);
        Assert.Equal(Refusal.Expired, _ring.Check(_old).Refusal);
        Assert.NotNull(_ring.Check(_new).Caller);
        Assert.NotNull(_ring.Check(_others).Caller);
        _time.Advance(3600);
        Assert.Equal(Refusal.Expired, _ring.Check(_others).Refusal);
        Assert.NotNull(_ring.Check(_new).Caller);
    }

    [Fact]
    public void A_key_that_is_not_the_very_one_is_refused()
    {
        Assert.Equal(Refusal.UnknownKey, _ring.Check(ApiKey.Create()).Refusal);
        Assert.Equal(Refusal.WrongKey, _ring.Check(_new[..27] + ApiKey.Create()[27..]).Refusal);
        for (var i = 0; i < _new.Length; i++)
        {
            var changed = _new[..i] + (_new[i] == '0' ? '1' : '0') + _new[(i + 1)..];
            Assert.Null(_ring.Check(changed).Caller);
        }

        foreach (var text in new[] { "", " ", _new + " ", _new[..^1], _new.ToUpperInvariant(), Convert.ToHexString(ApiKey.Hash(_new)) }) Assert.Equal(Refusal.Malformed, _ring.Check(text).Refusal);
    }

    [Fact]
    public void Keys_are_all_different_and_of_the_form_that_scanners_look_for()
    {
        var keys = Enumerable.Range(0, 1000).Select(_ => ApiKey.Create()).ToHashSet();
        Assert.Equal(1000, keys.Count);
        Assert.All(keys, k => Assert.Matches("^predictor_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$", k));
    }

    private static ApiKeyOptions Entry(string key, DateTimeOffset? end = null)
    {
        Assert.True(ApiKey.TryGetId(key, out var id));
        return new ApiKeyOptions { Id = id, Sha256 = Convert.ToHexString(ApiKey.Hash(key)), ExpiresAt = end };
    }
}
