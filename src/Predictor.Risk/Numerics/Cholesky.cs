namespace Predictor.Risk.Numerics;

/// <summary>The factor L of a symmetric positive definite matrix A = L L', for solving A x = b.</summary>
internal sealed class Cholesky
{
    private readonly double[] _factor;
    private readonly int _size;
    private readonly int _stride;

    private Cholesky(double[] factor, int size, int stride)
    {
        _factor = factor;
        _size = size;
        _stride = stride;
    }

    /// <summary>Factors the matrix whose upper triangle and diagonal stand in <paramref name="upper"/>.</summary>
    /// <param name="upper">Row-major, stride x stride, of which the first <paramref name="size"/> rows and columns count.</param>
    /// <param name="ridge">What is added to each entry of the diagonal.</param>
    /// <param name="size">The order of the matrix.</param>
    /// <param name="stride">The padded length of a row, a multiple of <see cref="Kernels.Width"/>.</param>
    /// <returns>Null where the matrix is not positive definite in double precision.</returns>
    public static Cholesky? Factor(ReadOnlySpan<double> upper, ReadOnlySpan<double> ridge, int size, int stride)
    {
        // Rows of L are zero right of the diagonal, so that whole padded rows can be multiplied.
        var factor = new double[size * stride];
        for (var i = 0; i < size; i++)
        {
            var row = factor.AsSpan(i * stride, stride);
            for (var j = 0; j < i; j++)
            {
                var other = factor.AsSpan(j * stride, stride);
                var length = Kernels.Padded(j);
                // The padded length takes in the diagonal of the other row, which counts nothing: row[j] is still zero here.
                row[j] = (upper[j * stride + i] - Kernels.Dot(row[..length], other[..length])) / other[j];
            }

            var all = row[..Kernels.Padded(i)];
            var pivot = upper[i * stride + i] + ridge[i] - Kernels.Dot(all, all);
            if (!(pivot > 0) || double.IsInfinity(pivot)) return null;
            row[i] = Math.Sqrt(pivot);
        }

        return new Cholesky(factor, size, stride);
    }

    /// <summary>Replaces the first entries of <paramref name="vector"/>, b, by the solution x of A x = b.</summary>
    public void Solve(Span<double> vector)
    {
        for (var i = 0; i < _size; i++)
        {
            var sum = vector[i];
            for (var j = 0; j < i; j++)
                sum -= _factor[i * _stride + j] * vector[j];
            vector[i] = sum / _factor[i * _stride + i];
        }

        for (var i = _size - 1; i >= 0; i--)
        {
            var value = vector[i] / _factor[i * _stride + i];
            vector[i] = value;
            for (var j = 0; j < i; j++)
                vector[j] -= _factor[i * _stride + j] * value;
        }
    }
}
