namespace Predictor.Risk.Features;

/// <summary>What a higher value may do to the risk: a constraint for engines that can keep it, and a claim a clinician can check.</summary>
public enum RiskDirection
{
    /// <summary>A higher value may only lower the risk.</summary>
    Lowers = -1,

    /// <summary>Either way, or not ordered.</summary>
    Either = 0,

    /// <summary>A higher value may only raise the risk.</summary>
    Raises = 1,
}
