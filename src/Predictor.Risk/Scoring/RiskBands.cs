namespace Predictor.Risk.Scoring;

/// <summary>The bands as probability thresholds, fixed at training.</summary>
/// <param name="Moderate">From here on the risk is moderate; below, low.</param>
/// <param name="High">From here on it is high.</param>
/// <param name="VeryHigh">From here on it is very high.</param>
public sealed record RiskBands(double Moderate, double High, double VeryHigh)
{
    /// <summary>The band of the lower half, where nothing is to be done because of the score.</summary>
    public const string Low = "low";

    /// <summary>The bands from the lowest risk up.</summary>
    public static IReadOnlyList<string> Names { get; } = [Low, "moderate", "high", "very-high"];

    /// <summary>The band of a probability.</summary>
    public string Of(double probability) =>
        Names[probability >= VeryHigh ? 3 : probability >= High ? 2 : probability >= Moderate ? 1 : 0];
}
