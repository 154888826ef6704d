using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Trees.Tests.Numerics;

public sealed class SplitMix64Tests
{
    /// <summary>
    /// Python, by the published algorithm:
    /// <code>
    /// M = (1 &lt;&lt; 64) - 1; x = 1234567
    /// for _ in range(5):
    ///     x = (x + 0x9E3779B97F4A7C15) &amp; M; z = x
    ///     z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) &amp; M
    ///     z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) &amp; M
    ///     print(z ^ (z >> 31))
    /// </code>
    /// </summary>
    [Fact]
    public void Gives_the_published_sequence()
    {
        var random = new SplitMix64(1234567);

        Assert.Equal(6457827717110365317UL, random.Next());
        Assert.Equal(3203168211198807973UL, random.Next());
        Assert.Equal(9817491932198370423UL, random.Next());
        Assert.Equal(4593380528125082431UL, random.Next());
        Assert.Equal(16408922859458223821UL, random.Next());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    public void Numbers_below_a_bound_come_up_equally_often(int bound)
    {
        const int EachExpected = 10_000;
        var random = SplitMix64.ForStream(5, 0);
        var counts = new int[bound];
        for (var i = 0; i < EachExpected * bound; i++)
            counts[random.NextBelow(bound)]++;

        // Five standard deviations of a count.
        Assert.All(counts, count => Assert.InRange(count, EachExpected - 500, EachExpected + 500));
    }

    [Fact]
    public void Streams_and_seeds_differ()
    {
        var starts = new HashSet<ulong>();
        for (var seed = 0UL; seed < 50; seed++)
        {
            for (var stream = 0; stream < 50; stream++)
                starts.Add(SplitMix64.ForStream(seed, stream).Next());
        }

        Assert.Equal(2500, starts.Count);
    }

    [Fact]
    public void A_bound_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SplitMix64(1).NextBelow(0));
}
