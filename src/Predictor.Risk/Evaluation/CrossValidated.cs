namespace Predictor.Risk.Evaluation;

/// <summary>
/// Repeated grouped cross-validation: in each repeat the clients fall into folds anew, and every client is judged by a model that has not seen the client's
/// fold. It tells how the way of training does, and how much of a figure hangs on who falls where.
/// </summary>
public sealed record CrossValidated
{
    public required int Repeats { get; init; }

    public required int Folds { get; init; }

    /// <summary>The clients judged in each repeat: all that have a row with a known label.</summary>
    public required int Clients { get; init; }

    /// <summary>Each figure over the repeats, on all rows; <c>notYetGoneAuc</c> on rows with no spell yet begun.</summary>
    public required SortedDictionary<string, RepeatedFigure> Figures { get; init; }
}

/// <summary>A figure over the repeats of a cross-validation. Its spread is that of the folds alone: it is no confidence interval, for all repeats have the same clients.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation; null for one repeat.</param>
/// <param name="Lowest">The lowest.</param>
/// <param name="Highest">The highest.</param>
public sealed record RepeatedFigure(double Mean, double? Deviation, double Lowest, double Highest);
