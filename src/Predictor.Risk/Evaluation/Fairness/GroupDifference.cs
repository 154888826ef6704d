using Predictor.Risk.Numerics;

namespace Predictor.Risk.Evaluation.Fairness;

/// <summary>How far a figure of one group lies from that of the largest group.</summary>
public sealed record GroupDifference
{
    /// <summary>The figure of the group less that of the largest group.</summary>
    public required double Value { get; init; }

    /// <summary>95 % interval, not adjusted for how many are looked at.</summary>
    public required ConfidenceInterval Ci { get; init; }

    /// <summary>Two-sided p-value of no difference, by the bootstrap's standard error, adjusted over all differences of the audit (Holm 1979).</summary>
    public required double AdjustedP { get; init; }

    /// <summary>
    /// The difference of two figures; null where one is not known or too many repeats lack it. The p-value is not adjusted yet.
    /// </summary>
    internal static GroupDifference? Of(double? figure, double[]? repeats, double? reference, double[]? referenceRepeats)
    {
        if (figure is not { } own || reference is not { } other || repeats is null || referenceRepeats is null) return null;
        var differences = new double[repeats.Length];
        for (var repeat = 0; repeat < differences.Length; repeat++) differences[repeat] = repeats[repeat] - referenceRepeats[repeat];
        if (BootstrapFigures.IntervalOf(differences).Value is not { } interval) return null;
        var defined = Array.FindAll(differences, d => !double.IsNaN(d));
        var mean = defined.Average();
        var error = Math.Sqrt(defined.Sum(d => (d - mean) * (d - mean)) / (defined.Length - 1));
        var difference = own - other;
        var p = error > 0 ? NormalDistribution.TwoSidedTail(difference / error) : difference == 0 ? 1 : 0;
        return new GroupDifference { Value = difference, Ci = interval, AdjustedP = p };
    }
}
