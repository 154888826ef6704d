using Predictor.Risk.Evaluation;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation;

public sealed class ScoringRulesTests
{
    /// <summary>
    /// scikit-learn 1.2.1, with p, y, w as in <see cref="TestRows"/>:
    /// <code>
    /// brier_score_loss(y, p, sample_weight=w); log_loss(y, p, sample_weight=w)
    /// </code>
    /// </summary>
    [Fact]
    public void Agree_with_scikit_learn_on_ties_and_weights()
    {
        var ranked = RankedPredictions.Of(TestRows.Reference);

        Assert.Equal(0.28813725490196085, ScoringRules.Brier(ranked).Value!.Value, 1e-14);
        Assert.Equal(0.8560358522311577, ScoringRules.LogLoss(ranked).Value!.Value, 1e-14);
    }

    [Fact]
    public void The_scaled_brier_score_is_1_where_perfect_and_0_at_the_prevalence()
    {
        // From the figure above: p of the prevalence is sum(w[y == 1]) / sum(w).
        var ranked = RankedPredictions.Of(TestRows.Reference);
        var share = ranked.PositiveWeight / ranked.Weight;
        var atShare = RankedPredictions.Of(TestRows.Reference.WithProbabilities([.. TestRows.Probabilities.Select(_ => share)]));
        var perfect = RankedPredictions.Of(TestRows.Reference.WithProbabilities([.. TestRows.Labels.Select(l => (double)l)]));

        Assert.Equal(1 - 0.28813725490196085 / (share * (1 - share)), ScoringRules.ScaledBrier(ranked).Value!.Value, 1e-14);
        Assert.Equal(0, ScoringRules.ScaledBrier(atShare).Value!.Value, 1e-14);
        Assert.Equal(1, ScoringRules.ScaledBrier(perfect).Value);
    }

    [Fact]
    public void A_wrong_certainty_costs_the_clipped_loss()
    {
        var ranked = RankedPredictions.Of(TestRows.Of([0], [1]));

        // -log(2^-52)
        Assert.Equal(52 * Math.Log(2), ScoringRules.LogLoss(ranked).Value!.Value, 1e-12);
        Assert.Equal(1, ScoringRules.Brier(ranked).Value);
    }

    [Fact]
    public void Without_rows_they_are_undefined()
    {
        var none = RankedPredictions.Of(TestRows.Of([], []));

        Assert.Equal("no rows", ScoringRules.Brier(none).WhyUndefined);
        Assert.Equal("no rows", ScoringRules.LogLoss(none).WhyUndefined);
    }
}
