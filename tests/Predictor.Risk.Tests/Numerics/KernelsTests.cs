using Predictor.Risk.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Numerics;

public class KernelsTests
{
    private const int Stride = 24;

    [Fact]
    public void Dot_adds_in_eight_fixed_lanes()
    {
        var (a, b) = (Numbers(1, Stride), Numbers(2, Stride));
        var lanes = new double[8];
        for (var i = 0; i < Stride; i++)
            lanes[i % 8] += a[i] * b[i];

        var expected = lanes[0] + lanes[4] + (lanes[1] + lanes[5]) + (lanes[2] + lanes[6] + (lanes[3] + lanes[7]));
        Assert.Equal(expected, Kernels.Dot(a, b));
    }

    [Fact]
    public void AddScaled_multiplies_and_then_adds()
    {
        var (target, row) = (Numbers(3, Stride), Numbers(4, Stride));
        var expected = target.Select((t, i) => t + 0.3 * row[i]).ToArray();

        Kernels.AddScaled(target, 0.3, row);

        Assert.Equal(expected, target);
    }

    [Fact]
    public void AddOuterProducts_adds_the_rows_to_the_upper_triangle_in_order()
    {
        var (matrix, rows, weights) = (Numbers(5, Stride * Stride), Numbers(6, 8 * Stride), Numbers(7, 8));
        var expected = (double[])matrix.Clone();
        for (var i = 0; i < Stride; i++)
        {
            for (var j = i; j < Stride; j++)
            {
                for (var r = 0; r < 8; r++)
                    expected[i * Stride + j] += weights[r] * rows[r * Stride + i] * rows[r * Stride + j];
            }
        }

        Kernels.AddOuterProducts(matrix, rows, weights, Stride);

        for (var i = 0; i < Stride; i++)
            Assert.Equal(expected[(i * Stride + i)..((i + 1) * Stride)], matrix[(i * Stride + i)..((i + 1) * Stride)]);
    }

    [Theory]
    [InlineData(8, 16)]
    [InlineData(7, 7)]
    public void Unpadded_or_unequal_lengths_are_refused(int left, int right) =>
        Assert.Throws<ArgumentException>(() => Kernels.Dot(new double[left], new double[right]));

    private static double[] Numbers(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }
}
