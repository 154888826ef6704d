namespace Predictor.Risk.Scoring;

/// <summary>The values of <see cref="RiskScore.Status"/>.</summary>
public static class ScoreStatus
{
    public const string Scored = "scored";
    public const string Withheld = "withheld";
    public const string Over = "over";
}
