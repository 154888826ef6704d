using System.Buffers;

namespace Predictor.Risk.Numerics;

/// <summary>
/// Sums over many items in parallel with the same bits at any number of threads: chunks have a fixed size, and their partial sums are
/// added in the order of the chunks.
/// </summary>
/// <param name="threads">The largest number of threads; -1 for as many as there are processors.</param>
internal sealed class OrderedChunks(int threads)
{
    /// <summary>Items in a chunk: enough to outweigh the start of a task, few enough to keep every processor busy.</summary>
    public const int Size = 2048;

    // Partial sums held at once. It bounds memory and does not touch the order.
    private const int Wave = 64;

    /// <param name="count">The number of items.</param>
    /// <param name="length">The length of the sum.</param>
    /// <param name="addChunk">Adds items from (inclusive) to (exclusive) to a partial sum that starts at zero.</param>
    /// <param name="cancellation">Looked at before each chunk.</param>
    public double[] Sum(int count, int length, ChunkAdder addChunk, CancellationToken cancellation)
    {
        var total = new double[length];
        var chunks = (count + Size - 1) / Size;
        var partial = new double[Math.Min(chunks, Wave)][];
        for (var i = 0; i < partial.Length; i++)
            partial[i] = ArrayPool<double>.Shared.Rent(length);

        try
        {
            for (var first = 0; first < chunks; first += Wave)
            {
                var start = first;
                var inWave = Math.Min(Wave, chunks - start);
                ForEach(inWave, slot =>
                {
                    var sum = partial[slot].AsSpan(0, length);
                    sum.Clear();
                    var from = (start + slot) * Size;
                    addChunk(from, Math.Min(from + Size, count), sum);
                }, cancellation);

                for (var slot = 0; slot < inWave; slot++)
                    Add(total, partial[slot]);
            }
        }
        finally
        {
            // Also when cancelled: by then no thread writes to them any more.
            foreach (var sum in partial)
                ArrayPool<double>.Shared.Return(sum);
        }

        return total;
    }

    /// <summary>Runs <paramref name="body"/> for 0 to <paramref name="count"/> - 1, in any order.</summary>
    public void ForEach(int count, Action<int> body, CancellationToken cancellation)
    {
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = threads };
        Parallel.For(0, count, options, body);
    }

    private static void Add(double[] total, double[] part)
    {
        for (var i = 0; i < total.Length; i++)
            total[i] += part[i];
    }
}
