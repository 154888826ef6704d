namespace Predictor.Risk.Evaluation;

/// <summary>The one place where the evaluation takes logarithms and exponentials.</summary>
internal static class LogOdds
{
    /// <summary>
    /// Probabilities are held this far from 0 and 1 before a logarithm is taken (2^-52, as scikit-learn's <c>log_loss</c> does), so that
    /// one wrong certainty costs about 36 and not everything.
    /// </summary>
    public const double Clip = 2.220446049250313e-16;

    public static double Log(double x) => Math.Log(x);

    /// <summary>The probability held between <see cref="Clip"/> and 1 - <see cref="Clip"/>.</summary>
    public static double Clipped(double probability) => Math.Clamp(probability, Clip, 1 - Clip);

    /// <summary>The log-odds of a probability, clipped first.</summary>
    public static double Of(double probability)
    {
        var clipped = Clipped(probability);
        return Math.Log(clipped / (1 - clipped));
    }

    /// <summary>The probability of log-odds, without overflow at either end.</summary>
    public static double ToProbability(double logOdds)
    {
        if (logOdds >= 0)
            return 1 / (1 + Math.Exp(-logOdds));

        var odds = Math.Exp(logOdds);
        return odds / (1 + odds);
    }

    /// <summary>-log of the probability of log-odds: the loss of a row whose label is 1. With the sign turned, of one whose label is 0.</summary>
    public static double Loss(double logOdds) => Math.Max(-logOdds, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logOdds)));
}
