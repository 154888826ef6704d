using Predictor.Risk.Numerics;

namespace Predictor.Risk.Engines.Logistic;

/// <summary>The weighted mean log loss of the selected rows, its gradient and its curvature. The penalty is added by the solver.</summary>
internal sealed class RidgeObjective(TrainingRows rows, int[] selection, Design design, OrderedChunks chunks)
{
    private readonly double _weight = SumOfWeights(rows, selection);

    public Design Design => design;

    public int RowCount => selection.Length;

    /// <summary>The mean log loss; its gradient goes to <paramref name="gradient"/>, which has the design's stride.</summary>
    public double Evaluate(double[] coefficients, Span<double> gradient, CancellationToken cancellation)
    {
        var stride = design.Stride;
        var sum = chunks.Sum(selection.Length, stride + 1, (from, to, partial) =>
        {
            var expanded = new double[stride];
            var slope = partial[..stride];
            for (var i = from; i < to; i++)
            {
                var row = selection[i];
                design.Expand(rows.Row(row), expanded);
                var logOdds = Kernels.Dot(expanded, coefficients);
                var weight = rows.Weights[row];
                var (probability, softplus) = StableMath.SigmoidAndSoftplus(logOdds);
                Kernels.AddScaled(slope, weight * (probability - rows.Labels[row]), expanded);
                partial[stride] += weight * (softplus - rows.Labels[row] * logOdds);
            }
        }, cancellation);

        for (var c = 0; c < stride; c++)
            gradient[c] = sum[c] / _weight;
        return sum[stride] / _weight;
    }

    /// <summary>The matrix of second derivatives, by about <paramref name="rowLimit"/> of the rows; its upper triangle counts.</summary>
    public double[] Curvature(double[] coefficients, int rowLimit, CancellationToken cancellation)
    {
        var stride = design.Stride;
        var spread = RowSelection.Spread(selection, rowLimit);
        var sum = chunks.Sum(spread.Length, stride * stride, (from, to, partial) =>
        {
            var block = new double[Kernels.RowsAtOnce * stride];
            var weights = new double[Kernels.RowsAtOnce];
            for (var first = from; first < to; first += Kernels.RowsAtOnce)
            {
                for (var r = 0; r < Kernels.RowsAtOnce; r++)
                {
                    // Past the last row the weight is zero, whatever row still stands in the block.
                    weights[r] = 0;
                    if (first + r >= to) continue;

                    var row = spread[first + r];
                    var expanded = block.AsSpan(r * stride, stride);
                    design.Expand(rows.Row(row), expanded);
                    var probability = StableMath.Sigmoid(Kernels.Dot(expanded, coefficients));
                    weights[r] = rows.Weights[row] * probability * (1 - probability);
                }

                Kernels.AddOuterProducts(partial, block, weights, stride);
            }
        }, cancellation);

        var weight = SumOfWeights(rows, spread);
        for (var i = 0; i < sum.Length; i++)
            sum[i] /= weight;
        return sum;
    }

    /// <summary>The log loss of the selected rows, times their weights, summed.</summary>
    public double TotalLogLoss(double[] coefficients, CancellationToken cancellation)
    {
        return chunks.Sum(selection.Length, 1, (from, to, partial) =>
        {
            var expanded = new double[design.Stride];
            for (var i = from; i < to; i++)
            {
                var row = selection[i];
                design.Expand(rows.Row(row), expanded);
                var logOdds = Kernels.Dot(expanded, coefficients);
                partial[0] += rows.Weights[row] * StableMath.Softplus(rows.Labels[row] == 1 ? -logOdds : logOdds);
            }
        }, cancellation)[0];
    }

    private static double SumOfWeights(TrainingRows rows, int[] selection)
    {
        var sum = 0.0;
        foreach (var i in selection)
            sum += rows.Weights[i];
        return sum;
    }
}
