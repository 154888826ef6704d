namespace Predictor.Risk.Engines.Logistic;

internal enum DesignColumnKind
{
    /// <summary>1 in every row.</summary>
    Intercept,

    /// <summary>A number, held between two bounds.</summary>
    Ramp,

    /// <summary>1 where a category is the one of the column.</summary>
    Level,

    /// <summary>1 where the feature is missing.</summary>
    Missing,
}
