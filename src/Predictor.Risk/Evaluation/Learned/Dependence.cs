namespace Predictor.Risk.Evaluation.Learned;

/// <summary>What a feature's values contribute.</summary>
/// <param name="Code">The feature.</param>
/// <param name="Bins">Numbers in bins of about equal size, ascending, or one bin a category; missing values last. Bins of under 20 clients are left out.</param>
public sealed record Dependence(string Code, IReadOnlyList<DependenceBin> Bins);

/// <summary>The rows whose value lies in one bin.</summary>
/// <param name="From">The smallest value; null for a category and for missing values.</param>
/// <param name="To">The largest value.</param>
/// <param name="Category">The category; null for numbers and for missing values.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Mean">The mean contribution in log-odds, after calibration.</param>
/// <param name="Low">The 10 % quantile of the contribution: how much it hangs on the other features.</param>
/// <param name="High">The 90 % quantile.</param>
public sealed record DependenceBin(double? From, double? To, string? Category, int Rows, double Mean, double Low, double High);
