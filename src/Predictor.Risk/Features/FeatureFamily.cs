namespace Predictor.Risk.Features;

/// <summary>What a feature is about.</summary>
public enum FeatureFamily
{
    Attendance,
    Scheduling,
    Alliance,
    Outcome,
    Payment,
    Contact,
    Course,
    Person,

    /// <summary>Covariates of the clinic's own (<c>x_</c> columns).</summary>
    Covariate,

    /// <summary>Scores of instruments that are not known by name.</summary>
    Measure,
}
