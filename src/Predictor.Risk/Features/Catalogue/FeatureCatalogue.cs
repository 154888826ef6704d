namespace Predictor.Risk.Features.Catalogue;

/// <summary>Every feature that does not depend on the data. To add one is to add an entry to its family and a test.</summary>
public static class FeatureCatalogue
{
    /// <summary>All features, in the order of the tables.</summary>
    public static IReadOnlyList<Feature> All { get; } =
    [
        .. AttendanceFeatures.All,
        .. SchedulingFeatures.All,
        .. AllianceFeatures.All,
        .. OutcomeFeatures.All,
        .. PaymentFeatures.All,
        .. ContactFeatures.All,
        .. CourseFeatures.All,
        .. PersonFeatures.All,
    ];
}
