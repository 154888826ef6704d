namespace Predictor.Trees.Formats.LightGBM;

/// <summary>What the bits of <c>decision_type</c> mean.</summary>
internal static class LightGBMDecision
{
    /// <summary>Set for a split on a category.</summary>
    public const int Category = 1;

    /// <summary>Set where missing values go left.</summary>
    public const int DefaultLeft = 2;

    /// <summary>The two bits that tell what is missing.</summary>
    public const int MissingMask = 12;

    /// <summary>Nothing is missing: NaN counts as zero.</summary>
    public const int MissingNone = 0;

    /// <summary>Zero is missing, and NaN counts as zero.</summary>
    public const int MissingZero = 4;

    /// <summary>NaN is missing.</summary>
    public const int MissingNaN = 8;
}
