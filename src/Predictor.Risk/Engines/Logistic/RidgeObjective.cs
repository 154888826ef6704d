using Predictor.Risk.Numerics;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Engines.Logistic;

/// <summary>The weighted mean log loss of the selected rows, its gradient and its curvature. The penalty is added by the solver.</summary>
internal sealed class RidgeObjective(TrainingRows rows, DesignMatrix matrix, int[] selection, OrderedChunks chunks)
{
    // So few that they are still in the cache when their gradient is taken, so many that the processor can overlap their exponentials.
    private const int RowsInBlock = 32;

    private readonly double _weight = SumOfWeights(rows, selection);

    public Design Design => matrix.Design;

    /// <summary>The mean log loss; its gradient goes to <paramref name="gradient"/>, which has the design's stride.</summary>
    public double Evaluate(double[] coefficients, Span<double> gradient, CancellationToken cancellation)
    {
        var stride = Design.Stride;
        var sum = chunks.Sum(selection.Length, stride + 1, (from, to, partial) =>
        {
            Span<double> values = stackalloc double[RowsInBlock];
            var slope = partial[..stride];
            for (var first = from; first < to; first += RowsInBlock)
            {
                var block = selection.AsSpan(first, Math.Min(RowsInBlock, to - first));
                SetLogOdds(values, block, coefficients);
                for (var r = 0; r < block.Length; r++)
                {
                    var (weight, isPositive) = (rows.Weights[block[r]], rows.Labels[block[r]] == 1);
                    var (error, loss) = StableMath.SigmoidAndSoftplus(isPositive ? -values[r] : values[r]);
                    values[r] = isPositive ? -weight * error : weight * error;
                    partial[stride] += weight * loss;
                }

                for (var r = 0; r < block.Length; r++)
                    Kernels.AddScaled(slope, values[r], matrix.Row(block[r]));
            }
        }, cancellation);

        for (var c = 0; c < stride; c++)
            gradient[c] = sum[c] / _weight;
        return sum[stride] / _weight;
    }

    /// <summary>The matrix of second derivatives; its upper triangle counts.</summary>
    public double[] Curvature(double[] coefficients, CancellationToken cancellation)
    {
        var stride = Design.Stride;
        var sum = chunks.Sum(selection.Length, stride * stride, (from, to, partial) =>
        {
            var rowsAtOnce = new double[Kernels.RowsAtOnce * stride];
            var weights = new double[Kernels.RowsAtOnce];
            for (var first = from; first < to; first += Kernels.RowsAtOnce)
            {
                var block = selection.AsSpan(first, Math.Min(Kernels.RowsAtOnce, to - first));
                // Past the last row the weight stays zero, whatever row still stands there.
                Array.Clear(weights);
                SetLogOdds(weights, block, coefficients);
                for (var r = 0; r < block.Length; r++)
                {
                    matrix.Row(block[r]).CopyTo(rowsAtOnce.AsSpan(r * stride, stride));
                    var probability = StableMath.Sigmoid(weights[r]);
                    weights[r] = rows.Weights[block[r]] * probability * (1 - probability);
                }

                Kernels.AddOuterProducts(partial, rowsAtOnce, weights, stride);
            }
        }, cancellation);

        for (var i = 0; i < sum.Length; i++)
            sum[i] /= _weight;
        return sum;
    }

    /// <summary>The log loss of the selected rows, times their weights, summed.</summary>
    public double TotalLogLoss(double[] coefficients, CancellationToken cancellation)
    {
        return chunks.Sum(selection.Length, 1, (from, to, partial) =>
        {
            foreach (var row in selection.AsSpan(from, to - from))
            {
                var logOdds = Kernels.Dot(matrix.Row(row), coefficients);
                partial[0] += rows.Weights[row] * StableMath.Softplus(rows.Labels[row] == 1 ? -logOdds : logOdds);
            }
        }, cancellation)[0];
    }

    private void SetLogOdds(Span<double> logOdds, ReadOnlySpan<int> block, double[] coefficients)
    {
        for (var r = 0; r < block.Length; r++)
            logOdds[r] = Kernels.Dot(matrix.Row(block[r]), coefficients);
    }

    private static double SumOfWeights(TrainingRows rows, int[] selection)
    {
        var sum = 0.0;
        foreach (var i in selection)
            sum += rows.Weights[i];
        return sum;
    }
}
