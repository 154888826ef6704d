using Predictor.Trees.Binning;
using Xunit;

namespace Predictor.Trees.Tests.Binning;

public class RadixSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5_000)]
    [InlineData(20_001)]
    public void Numbers_of_all_sizes_and_signs_are_sorted(int count)
    {
        var random = new Random(count);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => random.Next(5) switch
        {
            0 => random.Next(-3, 4),
            1 => -0.0,
            2 => Math.Pow(10, (random.NextDouble() * 600) - 300) * (random.Next(2) - 0.5),
            3 => double.Epsilon * random.Next(-5, 6),
            _ => random.NextDouble() - 0.5,
        })];
        double[] expected = [.. values.Select(v => v + 0.0).Order()];
        RadixSort.Sort(values, new ulong[count]);
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), values.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Numbers_with_equal_digits_are_sorted()
    {
        double[] values = [.. Enumerable.Range(0, 10_000).Select(i => (double)(i * 7919 % 10_000 / 100))];
        RadixSort.Sort(values, new ulong[10_000]);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => (double)(i / 100)), values);
    }
}
