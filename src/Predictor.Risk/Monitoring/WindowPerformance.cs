namespace Predictor.Risk.Monitoring;

/// <summary>The performance of one head on the landmarks of one calendar window whose outcomes are all known.</summary>
public sealed record WindowPerformance
{
    public required int HorizonDays { get; init; }

    /// <summary>Such as <c>2025-Q3</c> or <c>2025-09</c>.</summary>
    public required string Window { get; init; }

    public required int Rows { get; init; }

    public required int Clients { get; init; }

    /// <summary>Clients with the outcome.</summary>
    public required int Events { get; init; }

    /// <summary>The mean predicted probability.</summary>
    public required double? Predicted { get; init; }

    /// <summary>The share of label 1.</summary>
    public required double? Observed { get; init; }

    /// <summary>The figures with their limits; empty where the window is not judged.</summary>
    public required IReadOnlyList<ControlledFigure> Figures { get; init; }

    /// <summary>Why it is not judged; null where it is.</summary>
    public required string? WhyNotJudged { get; init; }
}

/// <summary>A figure with its control limits.</summary>
/// <param name="Name">As in <c>metrics.json</c>: <c>auc</c>, <c>calibrationIntercept</c>, <c>calibrationSlope</c>.</param>
/// <param name="Value">On the window.</param>
/// <param name="Centre">On the held-out clients of the training.</param>
/// <param name="Lower">The lower limit.</param>
/// <param name="Upper">The upper limit.</param>
/// <param name="IsOut">Whether it lies beyond a limit; a higher AUC is no harm.</param>
public sealed record ControlledFigure(string Name, double Value, double Centre, double Lower, double Upper, bool IsOut);
