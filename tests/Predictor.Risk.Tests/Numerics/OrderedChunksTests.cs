using Predictor.Risk.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Numerics;

public class OrderedChunksTests
{
    // More chunks than are held at once, the last one not full.
    private const int Count = 70 * OrderedChunks.Size + 5;

    [Fact]
    public void A_sum_has_the_same_bits_at_any_number_of_threads()
    {
        var expected = SumOfRoots(1);
        Assert.Equal(expected, SumOfRoots(2));
        Assert.Equal(expected, SumOfRoots(7));
        Assert.Equal(2.0 / 3 * Math.Pow(Count, 1.5), expected, 0.01 * expected);
    }

    [Fact]
    public void A_sum_that_is_cancelled_midway_ends_with_the_cancellation()
    {
        using var source = new CancellationTokenSource();
        var chunks = 0;
        Assert.Throws<OperationCanceledException>(() => new OrderedChunks(2).Sum(Count, 1, (_, _, _) =>
        {
            if (Interlocked.Increment(ref chunks) == 3) source.Cancel();
        }, source.Token));
        Assert.InRange(chunks, 3, 69);
    }

    private static double SumOfRoots(int threads)
    {
        return new OrderedChunks(threads).Sum(Count, 1, (from, to, sum) =>
        {
            for (var i = from; i < to; i++)
                sum[0] += Math.Sqrt(i);
        }, default)[0];
    }
}
