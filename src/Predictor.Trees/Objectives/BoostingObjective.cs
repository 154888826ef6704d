namespace Predictor.Trees;

/// <summary>
/// What boosting lowers: a loss of a row's score and its target, given by its derivatives. Custom losses derive from this class. Methods are called from many
/// threads at once, on pieces of the rows, and must not let a row's result depend on the others.
/// </summary>
public abstract class BoostingObjective
{
    /// <summary>The log loss of a label, 0 or 1; scores are log-odds.</summary>
    public static BoostingObjective LogLoss { get; } = new Objectives.LogLoss();

    /// <summary>Half the squared error of a number; scores are its mean.</summary>
    public static BoostingObjective SquaredError { get; } = new Objectives.SquaredError();

    /// <summary>
    /// Discrete-time hazards: each row is one interval at risk, and its label says whether the event came in it. Scores are the logarithm of the cumulative
    /// hazard of the interval, 1 - exp(-exp(score)) its probability, so that effects are Cox's log hazard ratios (Prentice and Gloeckler, 1978).
    /// </summary>
    public static BoostingObjective DiscreteHazard { get; } = new Objectives.DiscreteHazard();

    /// <summary>Whether targets are labels, of which there have to be some of each kind, and those of 1 can be given more weight.</summary>
    public abstract bool HasLabels { get; }

    /// <summary>
    /// The largest size of a gradient and the largest curvature of a row with weight 1, where there are such bounds. Without them derivatives are computed twice,
    /// first to see how large they get.
    /// </summary>
    public virtual (double Gradient, double Curvature)? Bounds => null;

    /// <summary>The score before the first tree.</summary>
    /// <param name="mean">The weighted mean of the targets.</param>
    public abstract double BaseScore(double mean);

    /// <summary>What is wrong with a target, as "expected ..."; null where it is sound.</summary>
    public abstract string? Expected(double target);

    /// <summary>The first and second derivative of the loss by the score, without weights.</summary>
    /// <param name="scores">Of some rows.</param>
    /// <param name="targets">One for each.</param>
    /// <param name="gradients">Set to the first derivatives.</param>
    /// <param name="curvatures">Set to the second ones, or to upper bounds of them; none may be negative.</param>
    public abstract void Derivatives(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets, Span<double> gradients, Span<double> curvatures);

    /// <summary>The loss, without weights.</summary>
    /// <param name="scores">Of some rows.</param>
    /// <param name="targets">One for each.</param>
    /// <param name="losses">Set to the losses.</param>
    public abstract void Losses(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets, Span<double> losses);
}
