using Predictor.Care.Episodes;
using Predictor.Care.Timelines;
using Predictor.Risk.Features;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Features;

/// <summary>Short ways to feature rows.</summary>
internal static class FeatureRows
{
    public static PipelineOptions Options { get; } = new();

    /// <summary>All features that random episodes can fill.</summary>
    public static FeatureSet All { get; } = FeatureSetBuilder.Build([.. RandomEpisodes.Many(150)], Options, keepEmpty: true);

    /// <summary>The rows at ascending instants, from one fold.</summary>
    public static double[][] At(Episode episode, FeatureSet features, params long[] instants)
    {
        var fold = new FeatureFold(Timeline.Of(episode), features, Options);
        return [.. instants.Select(t =>
        {
            var row = new double[features.Count];
            fold.RowAt(t, row);
            return row;
        })];
    }

    /// <summary>The value of one feature at an instant: a number, the name of a category, or null where it is missing.</summary>
    public static object? Value(Episode episode, FeatureSet features, string code, long at)
    {
        var i = features.IndexOf(code);
        Assert.True(i >= 0, $"{code} is not in the set.");
        var value = At(episode, features, at)[0][i];
        if (double.IsNaN(value)) return null;
        return features.Slots[i].Categories is null ? value : features.Slots[i].CategoryOf(value);
    }

    /// <summary>Asserts that two rows are the same to the bit, and names the first feature in which they differ.</summary>
    public static void AssertSame(double[] expected, double[] actual, string context, FeatureSet? features = null)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            if (BitConverter.DoubleToInt64Bits(expected[i]) == BitConverter.DoubleToInt64Bits(actual[i])) continue;
            Assert.Fail($"{context}: {(features ?? All).Slots[i].Feature.Code} was {actual[i]:R}, expected {expected[i]:R}.");
        }
    }
}
