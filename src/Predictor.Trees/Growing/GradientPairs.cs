using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>The first and second derivative of the weighted log loss at each row's score.</summary>
internal sealed class GradientPairs(int rows)
{
    private const int RowsAThread = 1 << 13;

    public double[] Gradients { get; } = new double[rows];

    public double[] Curvatures { get; } = new double[rows];

    /// <summary>Sets those of some rows.</summary>
    public void Set(int[] rows, double[] scores, byte[] labels, double[] weights, ParallelOptions threads)
    {
        var chunks = (rows.Length + RowsAThread - 1) / RowsAThread;
        Parallel.For(0, chunks, threads, chunk =>
        {
            var end = Math.Min(rows.Length, (chunk + 1) * RowsAThread);
            for (var i = chunk * RowsAThread; i < end; i++)
            {
                var row = rows[i];
                var probability = StableMath.Sigmoid(scores[row]);
                Gradients[row] = weights[row] * (probability - labels[row]);
                Curvatures[row] = weights[row] * probability * (1 - probability);
            }
        });
    }
}
