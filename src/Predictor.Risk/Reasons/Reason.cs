namespace Predictor.Risk.Reasons;

/// <summary>Why a score is as it is: the features that tell of one thing, what they add, and what they tell in words.</summary>
public sealed record Reason
{
    /// <summary>The feature that <see cref="Text"/> is about: of those of the reason, the one that adds most in its direction.</summary>
    public required string Code { get; init; }

    /// <summary>The family of that feature, such as <c>attendance</c>.</summary>
    public required string Family { get; init; }

    /// <summary><c>raises</c> or <c>lowers</c>: what it does to the risk.</summary>
    public required string Effect { get; init; }

    /// <summary>What its features add to the log-odds after calibration: the sum of their contributions.</summary>
    public required double LogOdds { get; init; }

    /// <summary>The probability less the one that would be without it: p - sigmoid(logit p - log-odds).</summary>
    public required double ProbabilityChange { get; init; }

    /// <summary>What is known, in plain words: a fact, and no judgement.</summary>
    public required string Text { get; init; }

    /// <summary>Its features, in the order of the model.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Their values; a feature without a value is left out.</summary>
    public required IReadOnlyDictionary<string, FeatureValue> Values { get; init; }
}
