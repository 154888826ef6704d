using Predictor.Api.Scoring.Batch;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Scoring.Batch;

public sealed class BatchCoresTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(1, false, 1)]
    [InlineData(1, true, 1)]
    [InlineData(2, false, 2)]
    [InlineData(2, true, 1)]
    [InlineData(8, true, 7)]
    public async Task All_cores_are_for_batches_but_one_where_others_ask(int cores, bool isAsked, int expected)
    {
        var gate = new BatchCores(_time, cores);
        if (isAsked) gate.LeaveOne();
        await AtWorkAsync(gate, 24, expected);
    }

    [Fact]
    public async Task Once_nobody_else_asks_any_more_all_cores_are_used_again()
    {
        var gate = new BatchCores(_time, 4);
        gate.LeaveOne();
        _time.Advance(1.9);
        await AtWorkAsync(gate, 24, 3);
        _time.Advance(0.1);
        await AtWorkAsync(gate, 24, 4);
    }

    [Fact]
    public async Task A_piece_that_fails_or_is_given_up_while_it_waits_takes_no_core_with_it()
    {
        var gate = new BatchCores(_time, 1);
        using var go = new ManualResetEventSlim();
        using var stop = new CancellationTokenSource();
        var first = gate.RunAsync(() => { go.Wait(); return 1; }, default);
        var given = Enumerable.Range(0, 10).Select(_ => gate.RunAsync(() => 2, stop.Token)).ToList();
        var failing = gate.RunAsync<int>(() => throw new InvalidDataException(), default);
        var last = gate.RunAsync(() => 3, default);
        await stop.CancelAsync();
        foreach (var piece in given) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => piece);
        go.Set();
        Assert.Equal(1, await first);
        await Assert.ThrowsAsync<InvalidDataException>(() => failing);
        Assert.Equal(3, await last);
        await AtWorkAsync(gate, 5, 1);
    }

    /// <summary>
    /// Each piece waits until it is told to end, and they end one after the other: all the while as many as are allowed have a core, and no more than that are ever at work. How soon a piece that
    /// has a core gets a thread is the pool's affair.
    /// </summary>
    private static async Task AtWorkAsync(BatchCores gate, int pieces, int expected)
    {
        using var mayEnd = new SemaphoreSlim(0);
        var (running, most) = (0, 0);
        var together = new Lock();
        var work = Enumerable.Range(0, pieces).Select(_ => gate.RunAsync(
            () =>
            {
                lock (together) most = Math.Max(most, ++running);
                mayEnd.Wait();
                lock (together) return --running;
            },
            default)).ToList();
        for (var left = pieces; left > 0; left--)
        {
            Assert.Equal(Math.Min(expected, left), gate.Running);
            mayEnd.Release();
            work.Remove(await Task.WhenAny(work));
        }

        Assert.Equal(0, gate.Running);
        Assert.InRange(most, 1, expected);
    }
}
