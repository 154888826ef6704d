namespace Predictor.Risk.Engines.Logistic;

/// <summary>One column of the design: (raw value - mean) x scale, and 0 where the raw value is missing.</summary>
/// <param name="Kind">What the raw value is.</param>
/// <param name="Feature">The index of the feature that it comes from; -1 for the intercept.</param>
/// <param name="Index">The code of the category, or which of the feature's ramps it is.</param>
/// <param name="From">The lower bound of the raw value.</param>
/// <param name="To">The upper bound of the raw value.</param>
/// <param name="Mean">The weighted mean of the raw value over the training rows that have it.</param>
/// <param name="Scale">One over the weighted standard deviation over the same rows.</param>
internal sealed record DesignColumn(DesignColumnKind Kind, int Feature, int Index, double From, double To, double Mean, double Scale)
{
    public static DesignColumn Intercept { get; } = new(DesignColumnKind.Intercept, -1, 0, 1, 1, 0, 1);

    public static DesignColumn Ramp(int feature, int index, double from, double to) => new(DesignColumnKind.Ramp, feature, index, from, to, 0, 1);

    public static DesignColumn OfLevel(int feature, int level) => new(DesignColumnKind.Level, feature, level, 0, 1, 0, 1);

    public static DesignColumn OfMissing(int feature) => new(DesignColumnKind.Missing, feature, 0, 0, 1, 0, 1);
}
