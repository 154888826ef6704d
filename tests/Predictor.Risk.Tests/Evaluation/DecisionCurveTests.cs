using Predictor.Risk.Evaluation;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation;

public sealed class DecisionCurveTests
{
    /// <summary>
    /// numpy and scikit-learn 1.2.1, with p, y, w as in <see cref="TestRows"/>:
    /// <code>
    /// a = p >= t; tp = w[a &amp; (y == 1)].sum(); fp = w[a &amp; (y == 0)].sum(); n = w.sum()
    /// tp / n - fp / n * t / (1 - t); w[y == 1].sum() / n - w[y == 0].sum() / n * t / (1 - t)
    /// recall_score(y, a, sample_weight=w); precision_score(y, a, sample_weight=w)
    /// </code>
    /// </summary>
    [Theory]
    [InlineData(.1, 0.5032679738562092, 0.49891067538126366, 1.0, 0.5714285714285714)]
    [InlineData(.2, 0.4068627450980392, 0.4362745098039216, 0.8928571428571429, 0.5952380952380952)]
    [InlineData(.35, 0.23529411764705885, 0.3061840120663651, 0.6785714285714286, 0.59375)]
    [InlineData(.5, 0.12745098039215686, 0.09803921568627455, 0.6071428571428571, 0.6181818181818182)]
    public void Agrees_with_numpy_and_scikit_learn(double threshold, double netBenefit, double ofAll, double sensitivity, double predictiveValue)
    {
        var point = Curve(TestRows.Reference, repeats: 0).Single(p => p.Threshold == threshold);

        Assert.Equal(netBenefit, point.NetBenefit!.Value, 1e-14);
        Assert.Equal(ofAll, point.NetBenefitOfAll!.Value, 1e-14);
        Assert.Equal(sensitivity, point.Sensitivity!.Value, 1e-14);
        Assert.Equal(predictiveValue, point.PositivePredictiveValue!.Value, 1e-14);
        Assert.Null(point.NetBenefitCi);
    }

    [Fact]
    public void Intervals_surround_the_figure_and_narrow_with_more_clients()
    {
        var few = Curve(TestRows.Simulated(100, 1, 3), repeats: 200)[^1];
        var many = Curve(TestRows.Simulated(1600, 1, 3), repeats: 200)[^1];

        Assert.InRange(few.NetBenefit!.Value, few.NetBenefitCi!.Value.Lower, few.NetBenefitCi.Value.Upper);
        Assert.InRange((many.NetBenefitCi!.Value.Upper - many.NetBenefitCi.Value.Lower) / (few.NetBenefitCi.Value.Upper - few.NetBenefitCi.Value.Lower), .15, .4);
    }

    [Fact]
    public void Where_nobody_reaches_a_threshold_there_is_no_predictive_value()
    {
        var point = Curve(TestRows.Of([.01, .02], [0, 1]), repeats: 0)[^1];

        Assert.Equal(0, point.NetBenefit);
        Assert.Equal(0, point.AlertRate);
        Assert.Null(point.PositivePredictiveValue);
    }

    private static IReadOnlyList<DecisionPoint> Curve(ScoredRows rows, int repeats) =>
        DecisionCurve.Of(rows, new ClientDraws(rows, new EvaluationOptions { BootstrapRepeats = repeats, Seed = 5 }), CancellationToken.None);
}
