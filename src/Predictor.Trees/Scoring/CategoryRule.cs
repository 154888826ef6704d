namespace Predictor.Trees;

/// <summary>
/// How a value in a column of categories is read. Libraries agree on the codes that training knew and differ on everything else; a model is read as its maker reads it.
/// </summary>
public enum CategoryRule
{
    /// <summary>What is no whole code of the column counts as missing: of trees grown here.</summary>
    Whole,

    /// <summary>A value is cut towards zero, so that -0.5 is code 0; what is then no code of the column counts as missing: LightGBM.</summary>
    Truncated,

    /// <summary>
    /// A value is rounded to single precision and, where it is not negative, cut towards zero; what is then no code of the column goes left, whichever way missing
    /// values go: XGBoost.
    /// </summary>
    TruncatedOthersLeft,
}
