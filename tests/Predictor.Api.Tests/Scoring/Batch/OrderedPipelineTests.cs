using System.IO.Pipelines;
using System.Text;
using Predictor.Api.Scoring.Batch;
using Xunit;

namespace Predictor.Api.Tests.Scoring.Batch;

public sealed class OrderedPipelineTests
{
    [Fact]
    public async Task Results_come_in_the_order_of_the_pieces_whichever_is_done_first()
    {
        var output = new MemoryStream();
        var random = new Random(3);
        var spins = Enumerable.Range(0, 300).Select(_ => random.Next(20_000)).ToArray();

        await OrderedPipeline.RunAsync(Pieces(300), (i, c) => Task.Run(() => Work(i, spins[i]), c), PipeWriter.Create(output), Nothing, default);

        Assert.Equal(string.Concat(Enumerable.Range(0, 300).Select(i => $"{i}\n")), Encoding.ASCII.GetString(output.ToArray()));
    }

    [Fact]
    public async Task While_nobody_reads_the_results_few_pieces_are_taken()
    {
        var taken = 0;
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 64, resumeWriterThreshold: 32));
        using var stop = new CancellationTokenSource();
        var running = OrderedPipeline.RunAsync(Pieces(100_000, () => Interlocked.Increment(ref taken)), (_, _) => Task.FromResult<ReadOnlyMemory<byte>>(new byte[100]), pipe.Writer, Nothing, stop.Token);
        // Only a scheduler that stands still for long could make this fail the other way: it may see too few, never too many.
        for (var i = 0; i < 50; i++) await Task.Delay(1);

        Assert.InRange(taken, 1, 100);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task An_error_of_the_pieces_comes_after_the_results_before_it()
    {
        var output = new MemoryStream();

        await Assert.ThrowsAsync<InvalidDataException>(() => OrderedPipeline.RunAsync(Failing(), (i, c) => Task.Run(() => Work(i, 0), c), PipeWriter.Create(output), Nothing, default));

        Assert.Equal("0\n1\n", Encoding.ASCII.GetString(output.ToArray()));
    }

    [Fact]
    public async Task An_error_of_the_work_ends_it() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => OrderedPipeline.RunAsync(Pieces(100_000), (i, c) => Task.Run(() => i == 7 ? throw new InvalidDataException() : Work(i, 0), c), PipeWriter.Create(new MemoryStream()), Nothing, default));

    private static void Nothing()
    {
    }

    private static ReadOnlyMemory<byte> Work(int i, int spins)
    {
        Thread.SpinWait(spins);
        return Encoding.ASCII.GetBytes($"{i}\n");
    }

    private static async IAsyncEnumerable<int> Pieces(int count, Action? onTaken = null)
    {
        for (var i = 0; i < count; i++)
        {
            onTaken?.Invoke();
            yield return i;
            if (i % 50 == 0) await Task.Yield();
        }
    }

    private static async IAsyncEnumerable<int> Failing()
    {
        yield return 0;
        yield return 1;
        await Task.Yield();
        throw new InvalidDataException();
    }
}
