using Predictor.Risk.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Numerics;

public class CholeskyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(21)]
    public void The_solution_solves_the_equations(int size)
    {
        var stride = Kernels.Padded(size);
        var random = new Random(size);
        var root = Enumerable.Range(0, size * size).Select(_ => random.NextDouble() - 0.5).ToArray();
        var upper = new double[size * stride];
        for (var i = 0; i < size; i++)
        {
            for (var j = i; j < size; j++)
                upper[i * stride + j] = Enumerable.Range(0, size).Sum(k => root[i * size + k] * root[j * size + k]);
        }

        var ridge = Enumerable.Repeat(0.1, size).ToArray();
        var right = Enumerable.Range(0, size).Select(i => (double)i - 2).ToArray();
        var solution = (double[])right.Clone();
        Cholesky.Factor(upper, ridge, size, stride)!.Solve(solution);

        for (var i = 0; i < size; i++)
        {
            var left = Enumerable.Range(0, size).Sum(j => upper[Math.Min(i, j) * stride + Math.Max(i, j)] * solution[j]) + 0.1 * solution[i];
            Assert.Equal(right[i], left, 1e-10);
        }
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_has_no_factor()
    {
        double[] upper = [1, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        Assert.Null(Cholesky.Factor(upper, [0, 0], 2, 8));
        Assert.NotNull(Cholesky.Factor(upper, [1.5, 1.5], 2, 8));
    }
}
