namespace Predictor.Care.Checking;

/// <summary>What a problem means for the row it stands in.</summary>
public enum ProblemSeverity
{
    /// <summary>The row, or the whole file, cannot be used as it is.</summary>
    Error,

    /// <summary>The row is used; someone should look.</summary>
    Warning,
}
