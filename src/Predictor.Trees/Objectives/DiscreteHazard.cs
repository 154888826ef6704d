using Predictor.Trees.Numerics;

namespace Predictor.Trees.Objectives;

internal sealed class DiscreteHazard : BoostingObjective
{
    // Keeps e^score far from the ends of doubles: an interval whose event has a probability of e^-30, or of all but e^-400, is sure enough.
    private const double LeastScore = -30;
    private const double GreatestScore = 6;

    // As for the log loss.
    private const double LeastCurvature = 1e-16;

    public override bool HasLabels => true;

    public override double BaseScore(double mean) => StableMath.Log(-StableMath.Log1P(-mean));

    public override string? Expected(double target) => target is 0 or 1 ? null : "expected 0 or 1";

    public override void Derivatives(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets, Span<double> gradients, Span<double> curvatures)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            // Without the event the loss is the cumulative hazard m = e^score, with it -log(1 - e^-m).
            var m = StableMath.Exp(Math.Clamp(scores[i], LeastScore, GreatestScore));
            // m e^-m / (1 - e^-m): near 1 where m is small, where the difference would lose its digits.
            var odds = m < 1e-5 ? 1 - (m / 2) : m * StableMath.Exp(-m) / (1 - StableMath.Exp(-m));
            gradients[i] = targets[i] == 1 ? -odds : m;
            // Its derivative by the score is odds (m + odds - 1).
            curvatures[i] = Math.Max(targets[i] == 1 ? odds * (m < 1e-5 ? m / 2 : m + odds - 1) : m, LeastCurvature);
        }
    }

    public override void Losses(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets, Span<double> losses)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            var m = StableMath.Exp(Math.Clamp(scores[i], LeastScore, GreatestScore));
            losses[i] = targets[i] != 1 ? m : m < 1e-5 ? (m / 2) - StableMath.Log(m) : -StableMath.Log1P(-StableMath.Exp(-m));
        }
    }
}
