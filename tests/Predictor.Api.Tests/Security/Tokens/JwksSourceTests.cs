using Microsoft.Extensions.Logging.Abstractions;
using Predictor.Api.Security.Tokens;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Tokens;

public sealed class JwksSourceTests : IDisposable
{
    private readonly TokenMaker _maker = new();
    private readonly ManualTime _time = new();
    private readonly JwksSource _source;
    private Func<Task<string>> _read;
    private int _reads;

    public JwksSourceTests()
    {
        _read = () => Task.FromResult(_maker.Jwks());
        _source = new JwksSource("here", () => { Interlocked.Increment(ref _reads); return _read(); }, _time, NullLogger.Instance);
    }

    public void Dispose() => _maker.Dispose();

    [Fact]
    public async Task Keys_are_read_once_for_many_who_ask_at_once()
    {
        var gate = new TaskCompletionSource<string>();
        _read = () => gate.Task;
        var asking = Enumerable.Range(0, 20).Select(_ => FindAsync(TokenMaker.EcKid)).ToList();
        gate.SetResult(_maker.Jwks());
        Assert.All(await Task.WhenAll(asking), Assert.True);
        Assert.Equal(1, _reads);
    }

    [Fact]
    public async Task An_unknown_id_has_the_keys_read_anew_but_not_often()
    {
        Assert.True(await FindAsync(TokenMaker.EcKid));
        for (var i = 0; i < 100; i++) Assert.False(await FindAsync($"made-up-{i}"));
        Assert.Equal(1, _reads);
        _time.Advance(10);
        for (var i = 0; i < 100; i++) Assert.False(await FindAsync($"made-up-{i}"));
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task A_new_key_is_found_and_an_old_one_that_is_gone_is_not()
    {
        Assert.True(await FindAsync(TokenMaker.EcKid));
        var changed = _maker.Jwks().Replace(TokenMaker.EcKid, "ec-2", StringComparison.Ordinal);
        _read = () => Task.FromResult(changed);
        _time.Advance(10);
        Assert.True(await FindAsync("ec-2"));
        Assert.False(await FindAsync(TokenMaker.EcKid));
    }

    [Theory]
    [InlineData("no answer")]
    [InlineData("no JSON")]
    public async Task While_keys_cannot_be_read_the_known_ones_hold_for_a_day_and_no_longer(string how)
    {
        Assert.True(await FindAsync(TokenMaker.EcKid));
        _read = () => how == "no JSON" ? Task.FromResult("<html>") : throw new HttpRequestException("Down.");
        _time.Advance(23 * 3600);
        Assert.True(await FindAsync(TokenMaker.EcKid));
        Assert.Equal(2, _reads);
        _time.Advance(3600);
        Assert.False(await FindAsync(TokenMaker.EcKid));
        _read = () => Task.FromResult(_maker.Jwks());
        _time.Advance(10);
        Assert.True(await FindAsync(TokenMaker.EcKid));
    }

    [Fact]
    public async Task While_a_server_of_keys_hangs_only_the_first_waits_who_has_a_key_that_still_holds()
    {
        Assert.True(await FindAsync(TokenMaker.EcKid));
        _read = () => throw new InvalidOperationException("The charset is unknown.");
        _time.Advance(13 * 3600);
        Assert.True(await FindAsync(TokenMaker.EcKid));
        var hanging = new TaskCompletionSource<string>();
        _read = () => hanging.Task;
        _time.Advance(10);
        Assert.True(await FindAsync(TokenMaker.EcKid).WaitAsync(TimeSpan.FromMinutes(1)));
        // An id that is not known may be in the new keys, and waits for them.
        var unknown = FindAsync("new");
        Assert.False(unknown.IsCompleted);
        hanging.SetResult(_maker.Jwks().Replace(TokenMaker.EcKid, "new", StringComparison.Ordinal));
        Assert.True(await unknown);
        Assert.False(await FindAsync(TokenMaker.EcKid));
    }

    [Fact]
    public async Task Whoever_asked_first_may_leave_without_harm_to_the_others()
    {
        var gate = new TaskCompletionSource<string>();
        _read = () => gate.Task;
        using var leaving = new CancellationTokenSource();
        var first = _source.FindAsync(TokenMaker.EcKid, "ES384", leaving.Token).AsTask();
        var second = FindAsync(TokenMaker.EcKid);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult(_maker.Jwks());
        Assert.True(await second);
    }

    private async Task<bool> FindAsync(string kid) => await _source.FindAsync(kid, "ES384", CancellationToken.None) is not null;
}
