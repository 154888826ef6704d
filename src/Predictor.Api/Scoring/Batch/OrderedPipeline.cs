using System.IO.Pipelines;
using System.Threading.Channels;

namespace Predictor.Api.Scoring.Batch;

/// <summary>
/// Works on pieces side by side and writes the results in their order. More pieces are under way than there are processors, since a piece also waits for the disk; when the
/// caller does not read its answers no more of its body is read, so that a slow reader costs no memory.
/// </summary>
internal static class OrderedPipeline
{
    /// <summary>Pieces beside those that processors work on: as many as are worked on while the disk flushes the records of one.</summary>
    private const int Ahead = 16;

    /// <param name="pieces">In the order of the answers.</param>
    /// <param name="work">Starts the work on a piece and gives its result; several are under way at a time.</param>
    /// <param name="output">Where the results go, each flushed.</param>
    /// <param name="onMoved">Called whenever a piece has come in or a result has gone out, from several threads.</param>
    /// <param name="cancellation">Stops all of it.</param>
    public static async Task RunAsync<T>(IAsyncEnumerable<T> pieces, Func<T, CancellationToken, Task<ReadOnlyMemory<byte>>> work, PipeWriter output, Action onMoved, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var underWay = Channel.CreateBounded<Task<ReadOnlyMemory<byte>>>(new BoundedChannelOptions(Environment.ProcessorCount + Ahead) { SingleReader = true, SingleWriter = true });
        var reading = ReadAsync(pieces, work, underWay.Writer, onMoved, stop.Token);
        try
        {
            await foreach (var result in underWay.Reader.ReadAllAsync(stop.Token))
            {
                await output.WriteAsync(await result, stop.Token);
                onMoved();
            }
        }
        finally
        {
            // Whichever side ended early, the other is not left running; its own error would only be the echo of the first.
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (underWay.Reader.TryRead(out var left)) await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ReadAsync<T>(
        IAsyncEnumerable<T> pieces, Func<T, CancellationToken, Task<ReadOnlyMemory<byte>>> work, ChannelWriter<Task<ReadOnlyMemory<byte>>> underWay, Action onMoved, CancellationToken cancellation)
    {
        try
        {
            await foreach (var piece in pieces.WithCancellation(cancellation))
            {
                onMoved();
                // Started only once there is room, so that none is under way that nobody waits for.
                await underWay.WaitToWriteAsync(cancellation);
                underWay.TryWrite(work(piece, cancellation));
            }

            underWay.Complete();
        }
        catch (Exception e)
        {
            // The side that writes meets it there, after all answers before it.
            underWay.Complete(e);
        }
    }
}
