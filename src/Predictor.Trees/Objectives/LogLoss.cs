using System.Runtime.CompilerServices;
using Predictor.Trees.Numerics;

namespace Predictor.Trees.Objectives;

internal sealed class LogLoss : BoostingObjective
{
    // Where a probability rounds to 0 or 1 the curvature vanishes, and quotients of sums of them would be lost (as in XGBoost).
    private const double LeastCurvature = 1e-16;

    public override bool HasLabels => true;

    public override (double Gradient, double Curvature)? Bounds => (1, 0.25);

    public override double BaseScore(double mean) => StableMath.Logit(mean);

    public override string? Expected(double target) => target is 0 or 1 ? null : "expected 0 or 1";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Derivatives(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets, Span<double> gradients, Span<double> curvatures)
    {
        StableLanes.Sigmoid(scores, gradients);
        for (var i = 0; i < scores.Length; i++)
        {
            var probability = gradients[i];
            gradients[i] = probability - targets[i];
            curvatures[i] = Math.Max(probability * (1 - probability), LeastCurvature);
        }
    }

    public override void Losses(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets, Span<double> losses)
    {
        Span<double> wrong = stackalloc double[64];
        for (var from = 0; from < scores.Length; from += wrong.Length)
        {
            var count = Math.Min(wrong.Length, scores.Length - from);
            for (var i = 0; i < count; i++) wrong[i] = targets[from + i] == 1 ? -scores[from + i] : scores[from + i];
            StableLanes.Softplus(wrong[..count], losses.Slice(from, count));
        }
    }
}
