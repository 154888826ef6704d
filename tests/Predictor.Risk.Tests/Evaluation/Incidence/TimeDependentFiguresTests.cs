using Predictor.Risk.Evaluation;
using Predictor.Risk.Landmarks;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Incidence;

/// <summary>
/// The AUC and the Brier score of a horizon with censoring weights are the time-dependent ones: cumulative cases, dynamic controls, competing events among
/// the controls.
/// </summary>
public sealed class TimeDependentFiguresTests
{
    private static readonly int[] Time = [69, 2, 38, 16, 0, 63, 0, 0, 9, 0, 9, 9, 76, 18, 4, 76, 27, 21, 59, 3, 18, 19, 61, 41, 10, 35, 1, 23, 20, 66, 93, 82, 42, 110, 27, 44, 71, 29, 2, 39, 0, 5, 2, 44, 54, 76, 15, 30];

    private static readonly int[] Kind = [2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 2, 2, 1, 1, 1, 2, 2, 2, 1, 1, 2, 2, 2, 1, 2, 1, 2, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1];

    private static readonly int[] Followed = [26, 56, 138, 73, 73, 24, 31, 43, 42, 81, 97, 91, 72, 92, 134, 45, 135, 88, 27, 65, 26, 23, 101, 61, 56, 20, 134, 81, 138, 60, 89, 89, 109, 50, 40, 26, 65, 56, 103, 117, 40, 23, 33, 101, 111, 88, 56, 95];

    private static readonly double[] Probability = [0.35, 0.17, 0.23, 0.35, 0.08, 0.31, 0.38, 0.2, 0.57, 0.14, 0.56, 0.14, 0.52, 0.4, 0.24, 0.2, 0.33, 0.3, 0.44, 0.26, 0.52, 0.13, 0.29, 0.23, 0.31, 0.36, 0.59, 0.07, 0.56, 0.38, 0.34, 0.24, 0.13, 0.22, 0.7, 0.74, 0.2, 0.09, 0.21, 0.14, 0.35, 0.32, 0.45, 0.32, 0.58, 0.47, 0.15, 0.56];

    /// <summary>R 4.2.2, survival 3.5-3 for the weights, the definitions for the rest: <c>Rscript tests/compare/incidence.R</c>.</summary>
    [Theory]
    [InlineData(0, 48, 0.323255813953488, 0.192741666666667)]
    [InlineData(14, 48, 0.520833333333333, 0.218991666666667)]
    [InlineData(28, 43, 0.607364965318612, 0.238747715877932)]
    [InlineData(56, 41, 0.598305942051262, 0.284826936372323)]
    [InlineData(84, 38, 0.67266920273906, 0.305921609856743)]
    public void Agree_with_the_definitions_worked_out_in_R(int horizon, int known, double auc, double brier)
    {
        var censoring = new CensoringWeights(Followed.Select(d => d * TimeSpan.TicksPerDay));
        var rows = Enumerable.Range(0, Time.Length).Where(i => Math.Min(Time[i], horizon) <= Followed[i]).ToArray();
        var scored = TestRows.Of(
            [.. rows.Select(i => Probability[i])],
            [.. rows.Select(i => (byte)(Time[i] <= horizon && Kind[i] == 1 ? 1 : 0))],
            [.. rows.Select(i => censoring.Weight(Math.Min(Time[i], horizon) * TimeSpan.TicksPerDay, out _))]);
        var ranked = RankedPredictions.Of(scored);

        Assert.Equal(known, scored.Count);
        Assert.Equal(auc, Discrimination.Auc(ranked).Value!.Value, 1e-12);
        Assert.Equal(brier, ScoringRules.Brier(ranked).Value!.Value, 1e-12);
    }
}
