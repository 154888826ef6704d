namespace Predictor.Risk.Evaluation.Curves;

/// <summary>What came true of rows with like predictions.</summary>
public sealed record CalibrationGroup
{
    /// <summary>The lowest prediction among them.</summary>
    public required double From { get; init; }

    /// <summary>The highest.</summary>
    public required double To { get; init; }

    public required int Rows { get; init; }

    public required int Clients { get; init; }

    /// <summary>The weighted mean of the predictions.</summary>
    public required double Predicted { get; init; }

    /// <summary>The weighted share of rows with label 1.</summary>
    public required double Observed { get; init; }

    /// <summary>95 % percentile bootstrap interval of <see cref="Observed"/>, with clients drawn and the group's rows kept.</summary>
    public ConfidenceInterval? ObservedCi { get; init; }
}
