using Predictor.Trees.Numerics;

namespace Predictor.Risk.Evaluation;

/// <summary>The one place where the evaluation takes logarithms and exponentials.</summary>
internal static class LogOdds
{
    /// <summary>
    /// Probabilities are held this far from 0 and 1 before a logarithm is taken (2^-52, as scikit-learn's <c>log_loss</c> does), so that
    /// one wrong certainty costs about 36 and not everything.
    /// </summary>
    public const double Clip = 2.220446049250313e-16;

    public static double Log(double x) => StableMath.Log(x);

    /// <summary>The probability held between <see cref="Clip"/> and 1 - <see cref="Clip"/>.</summary>
    public static double Clipped(double probability) => Math.Clamp(probability, Clip, 1 - Clip);

    /// <summary>The log-odds of a probability, clipped first.</summary>
    public static double Of(double probability)
    {
        var clipped = Clipped(probability);
        return StableMath.Log(clipped / (1 - clipped));
    }

    /// <summary>What log-odds say of a row, without overflow at either end: one exponential and one logarithm for all of it.</summary>
    public static Prospect ProspectOf(double logOdds)
    {
        var oddsOfLessLikely = StableMath.Exp(-Math.Abs(logOdds));
        var likely = 1 / (1 + oddsOfLessLikely);
        var unlikely = oddsOfLessLikely / (1 + oddsOfLessLikely);
        var lossIfLikely = StableMath.Log(1 + oddsOfLessLikely);
        var lossIfUnlikely = lossIfLikely + Math.Abs(logOdds);
        return logOdds >= 0
            ? new Prospect(likely, unlikely, lossIfLikely, lossIfUnlikely)
            : new Prospect(unlikely, likely, lossIfUnlikely, lossIfLikely);
    }

    /// <summary>The probabilities of label 1 and of label 0, and the logarithmic loss if either comes true.</summary>
    public readonly record struct Prospect(double OfOne, double OfZero, double LossIfOne, double LossIfZero);
}
