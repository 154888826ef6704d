namespace Predictor.Trees.Objectives;

internal sealed class SquaredError : BoostingObjective
{
    public override bool HasLabels => false;

    public override double BaseScore(double mean) => mean;

    public override string? Expected(double target) => double.IsFinite(target) ? null : "expected a finite number";

    public override void Derivatives(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets, Span<double> gradients, Span<double> curvatures)
    {
        for (var i = 0; i < scores.Length; i++) gradients[i] = scores[i] - targets[i];
        curvatures[..scores.Length].Fill(1);
    }

    public override void Losses(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets, Span<double> losses)
    {
        for (var i = 0; i < scores.Length; i++) losses[i] = 0.5 * (scores[i] - targets[i]) * (scores[i] - targets[i]);
    }
}
