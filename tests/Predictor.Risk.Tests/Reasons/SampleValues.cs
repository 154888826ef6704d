using Predictor.Risk.Features;

namespace Predictor.Risk.Tests.Reasons;

/// <summary>Values that a feature can have, by its unit.</summary>
internal static class SampleValues
{
    /// <summary>A low value and a high one; every category of a category.</summary>
    public static IEnumerable<double> Two(FeatureSlot slot) => slot.Categories is { } names ? Enumerable.Range(0, names.Count).Select(i => (double)i) : slot.Feature.Unit switch
    {
        Unit.Days or Unit.Weeks => [3, 24],
        Unit.Share => [0, 0.4],
        Unit.YesNo => [0, 1],
        Unit.Range => slot.Feature.Code.Contains(".change", StringComparison.Ordinal) ? [-0.2, 0.1] : [0.3, 0.8],
        Unit.RangePerWeek => [-0.02, 0.02],
        Unit.ReliableChange => [-1.5, 1.5],
        Unit.Money => [0, 120],
        Unit.Ratio => [0.5, 3],
        Unit.PerWeek => [0.3, 1],
        Unit.Years => [19, 60],
        Unit.Kilometres => [2, 30],
        Unit.Minutes => [25, 50],
        _ => [0, 2],
    };

    /// <summary>Those and the edges.</summary>
    public static IEnumerable<double> Many(FeatureSlot slot) => slot.Categories is not null ? Two(slot) : slot.Feature.Unit switch
    {
        Unit.Share or Unit.YesNo => [.. Two(slot), 0, 0.004, 1.0 / 3, 0.999, 1],
        Unit.Range when !slot.Feature.Code.Contains(".change", StringComparison.Ordinal) => [.. Two(slot), 0, 1],
        Unit.Range or Unit.RangePerWeek or Unit.ReliableChange or Unit.Money or Unit.AsGiven or Unit.Points => [.. Two(slot), -12.34, -1, -0.004, 0, 0.004, 1, 12.34],
        Unit.Count => [.. Two(slot), 0, 1, 3, 25, -1],
        _ => [.. Two(slot), 0, 0.02, 0.999, 1, 1.04, 13.99, 400],
    };
}
