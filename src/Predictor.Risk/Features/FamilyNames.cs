namespace Predictor.Risk.Features;

/// <summary>The families as they stand in feature codes and answers.</summary>
public static class FamilyNames
{
    /// <summary>The name of a family in lower case.</summary>
    public static string Of(FeatureFamily family) => family switch
    {
        FeatureFamily.Attendance => "attendance",
        FeatureFamily.Scheduling => "scheduling",
        FeatureFamily.Alliance => "alliance",
        FeatureFamily.Outcome => "outcome",
        FeatureFamily.Payment => "payment",
        FeatureFamily.Contact => "contact",
        FeatureFamily.Course => "course",
        FeatureFamily.Person => "person",
        FeatureFamily.Covariate => "covariate",
        FeatureFamily.Measure => "measure",
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "Unknown family."),
    };
}
