namespace Predictor.Trees.Scoring;

/// <summary>How a split tells in a block of rows which of them go right.</summary>
internal enum SplitKind
{
    /// <summary>A number that is above the threshold; rows without it go left.</summary>
    Above,

    /// <summary>A number that is above the threshold, or is missing.</summary>
    AboveOrMissing,

    /// <summary>A category of at most 62, whose bit is not among those that go left.</summary>
    NotInWord,

    /// <summary>A category of more than 62, looked up in a set of its own.</summary>
    NotInSet,
}
