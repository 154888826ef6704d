using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>The derivatives of the weighted log loss at each row's score.</summary>
internal sealed class GradientPairs(int rows)
{
    // Where a probability rounds to 0 or 1 the curvature vanishes, and quotients of sums of them would be lost (as in XGBoost).
    private const double LeastCurvature = 1e-16;

    private readonly Derivatives[] _pairs = new Derivatives[rows];

    public ref readonly Derivatives this[int row] => ref _pairs[row];

    /// <summary>Sets those of some rows.</summary>
    public void Set(int[] rows, double[] scores, ReadOnlyMemory<byte> labels, ReadOnlyMemory<double> weights, Workers workers) => workers.ForPieces(rows.Length, (_, from, to) =>
    {
        var label = labels.Span;
        var weight = weights.Span;
        foreach (var row in rows.AsSpan(from, to - from))
        {
            var probability = StableMath.Sigmoid(scores[row]);
            _pairs[row].Gradient = weight[row] * (probability - label[row]);
            _pairs[row].Curvature = weight[row] * Math.Max(probability * (1 - probability), LeastCurvature);
        }
    });
}
