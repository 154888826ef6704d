using Predictor.Risk.Features;

namespace Predictor.Risk.Monitoring;

/// <summary>How data differ from those that a model was trained on, and how it does on them.</summary>
public sealed record DriftResult
{
    /// <summary>Landmarks that were compared.</summary>
    public required int Rows { get; init; }

    /// <summary>Their clients.</summary>
    public required int Clients { get; init; }

    /// <summary>Every alarm in a sentence; none where nothing has to be done.</summary>
    public required IReadOnlyList<string> Alarms { get; init; }

    /// <summary>The features: alarms first, then by how far they move the average risk at the first horizon.</summary>
    public required IReadOnlyList<FeatureDrift> Features { get; init; }

    /// <summary>The scores, by horizon.</summary>
    public required IReadOnlyList<ScoreDrift> Scores { get; init; }

    /// <summary>Performance by horizon and calendar window; empty where no outcome is known yet or none was asked for.</summary>
    public IReadOnlyList<WindowPerformance> Windows { get; init; } = [];
}

/// <summary>How far something has moved.</summary>
public enum DriftLevel
{
    Stable,

    /// <summary>More than chance explains, but less than an alarm.</summary>
    Watch,

    Alarm,
}

/// <summary>How one feature differs from training. Each client counts once.</summary>
public sealed record FeatureDrift
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required FeatureFamily Family { get; init; }

    public required DriftLevel Level { get; init; }

    /// <summary>Whether the model reads the feature at all; where it does not, nothing about it is an alarm.</summary>
    public required bool IsUsed { get; init; }

    /// <summary>Population stability index.</summary>
    public required double Psi { get; init; }

    /// <summary><c>ks</c> or <c>chi-squared</c>.</summary>
    public required string Test { get; init; }

    public required double Statistic { get; init; }

    public required double PValue { get; init; }

    /// <summary>The p-value by Holm's correction over all features.</summary>
    public required double AdjustedPValue { get; init; }

    public required double MissingBefore { get; init; }

    public required double MissingNow { get; init; }

    public required double? MedianBefore { get; init; }

    public required double? MedianNow { get; init; }

    /// <summary>Categories that training never saw, with the share of clients.</summary>
    public required IReadOnlyList<UnseenCategory> Unseen { get; init; }

    /// <summary>What it does to the risk, by horizon.</summary>
    public required IReadOnlyList<ContributionShift> Contributions { get; init; }
}

/// <summary>A category that training never saw.</summary>
public sealed record UnseenCategory(string Category, double Share);

/// <summary>What a feature adds to the log-odds, in training and now.</summary>
/// <param name="HorizonDays">Of which head.</param>
/// <param name="Before">The mean contribution in training, in log-odds.</param>
/// <param name="Now">The mean contribution now.</param>
/// <param name="Shift">By how much the move of this feature moves the average risk, in log-odds.</param>
/// <param name="Importance">The mean size of its contribution now.</param>
public sealed record ContributionShift(int HorizonDays, double Before, double Now, double Shift, double Importance);

/// <summary>How the calibrated probability differs from training. Each client counts once.</summary>
public sealed record ScoreDrift(int HorizonDays, DriftLevel Level, double Psi, double Statistic, double PValue, double AdjustedPValue, double? MedianBefore, double? MedianNow);
