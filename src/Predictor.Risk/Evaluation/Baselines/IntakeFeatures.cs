using Predictor.Risk.Engines;
using Predictor.Risk.Features;

namespace Predictor.Risk.Evaluation.Baselines;

/// <summary>The features that are known on the first day and never change after it.</summary>
internal static class IntakeFeatures
{
    private static readonly HashSet<string> Codes =
    [
        "course.prior-episodes", "course.prior-dropouts", "course.treatment", "course.format",
        "payment.self-pay", "payment.payer", "payment.copay", "scheduling.waiting-days",
    ];

    public static bool Contains(Feature feature) => feature.Family is FeatureFamily.Person or FeatureFamily.Covariate || Codes.Contains(feature.Code);

    /// <summary>The rows with all else missing.</summary>
    public static TrainingRows Only(TrainingRows rows, FeatureSet features)
    {
        var values = (double[])rows.Values.Clone();
        for (var column = 0; column < features.Count; column++)
        {
            if (Contains(features.Slots[column].Feature)) continue;
            for (var row = 0; row < rows.RowCount; row++) values[((long)row * features.Count) + column] = double.NaN;
        }

        return rows with { Values = values };
    }
}
