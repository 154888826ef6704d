using Predictor.Risk.Evaluation;

namespace Predictor.Risk.Recalibrating;

/// <summary>What a recalibration changed at one horizon.</summary>
public sealed record RecalibrationReport
{
    /// <summary>Clients with the outcome that it was learned on.</summary>
    public required int Events { get; init; }

    /// <summary>What is added to the log-odds of the model that was recalibrated.</summary>
    public required double Intercept { get; init; }

    /// <summary>What those log-odds are multiplied by; 1 for a recalibration in the large.</summary>
    public required double Slope { get; init; }

    /// <summary>The model as it was, on the clients it was recalibrated on.</summary>
    public required Performance Before { get; init; }

    /// <summary>The same clients, each by a recalibration of the others: not apparent.</summary>
    public required Performance After { get; init; }
}
