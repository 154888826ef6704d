using Microsoft.Extensions.Options;
using Predictor.Api.Audit;
using Predictor.Api.Scoring.Idempotency;
using Predictor.Risk.Scoring;
using Xunit;

namespace Predictor.Api.Tests.Scoring.Idempotency;

public sealed class AnswerMemoryTests
{
    private static readonly KeptAnswer Answer = Of([1]);

    private readonly StoppedTime _time = new();

    [Fact]
    public void An_answer_is_kept_for_its_time_and_then_forgotten()
    {
        using var memory = Memory(new IdempotencyOptions { Minutes = 15 });
        memory.Keep("c", "k", "f", Answer, out _);
        _time.Now += TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(1);
        Assert.Same(Answer, memory.Find("c", "k", "f", out _));
        _time.Now += TimeSpan.FromTicks(1);
        Assert.Null(memory.Find("c", "k", "f", out _));
        Assert.Null(memory.Find("c", "k", "g", out var isOther));
        Assert.False(isOther);
    }

    [Fact]
    public void The_first_answer_stays()
    {
        using var memory = Memory(new IdempotencyOptions());
        memory.Keep("c", "k", "f", Answer, out _);
        Assert.Same(Answer, memory.Keep("c", "k", "f", Of([2]), out _));
        Assert.Null(memory.Keep("c", "k", "g", Of([2]), out var isOther));
        Assert.True(isOther);
    }

    [Fact]
    public void A_caller_has_its_own_keys_and_pushes_out_only_its_own_answers()
    {
        using var memory = Memory(new IdempotencyOptions { AnswersPerCaller = 3 });
        memory.Keep("one", "k", "f", Answer, out _);
        Assert.Null(memory.Find("two", "k", "g", out var isOther));
        Assert.False(isOther);
        for (var i = 0; i < 100; i++) memory.Keep("two", $"k{i}", "f", Answer, out _);
        Assert.NotNull(memory.Find("one", "k", "f", out _));
        Assert.Equal(["k97", "k98", "k99"], Enumerable.Range(0, 100).Select(i => $"k{i}").Where(k => memory.Find("two", k, "f", out _) is not null));
    }

    [Fact]
    public void Bytes_are_bounded_too()
    {
        using var memory = Memory(new IdempotencyOptions { BytesPerCaller = 100_000 });
        for (var i = 0; i < 10; i++) memory.Keep("c", $"k{i}", "f", Of(new byte[40_000]), out _);
        Assert.Equal(["k8", "k9"], Enumerable.Range(0, 10).Select(i => $"k{i}").Where(k => memory.Find("c", k, "f", out _) is not null));
    }

    [Fact]
    public void There_are_no_more_callers_than_a_thousand_and_the_one_that_was_silent_longest_goes()
    {
        using var memory = Memory(new IdempotencyOptions());
        for (var i = 0; i <= 1000; i++)
        {
            memory.Keep($"c{i}", "k", "f", Answer, out _);
            _time.Now += TimeSpan.FromMilliseconds(1);
        }

        Assert.Null(memory.Find("c0", "k", "f", out _));
        Assert.NotNull(memory.Find("c1", "k", "f", out _));
        Assert.NotNull(memory.Find("c1000", "k", "f", out _));
    }

    private static KeptAnswer Of(byte[] json) => new(json, new AuditSubject("c-1", "e-1"), new ScoredBy("demo", "1.0.0", ""), "scored");

    private AnswerMemory Memory(IdempotencyOptions options) => new(Options.Create(options), _time);

    /// <summary>A clock that a test moves; its timers never ring.</summary>
    private sealed class StoppedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
