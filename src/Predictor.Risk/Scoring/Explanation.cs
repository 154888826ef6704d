namespace Predictor.Risk.Scoring;

/// <summary>How much of an explanation goes with a score.</summary>
public enum Explanation
{
    /// <summary>The score alone.</summary>
    None,

    /// <summary>Reasons in words, and what could be tried.</summary>
    Reasons,

    /// <summary>Also the contribution of every feature.</summary>
    Full,
}
