using Predictor.Risk.Evaluation;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation;

public sealed class DiscriminationTests
{
    /// <summary>
    /// scikit-learn 1.2.1, with p, y, w as in <see cref="TestRows"/>:
    /// <code>
    /// roc_auc_score(y, p, sample_weight=w); average_precision_score(y, p, sample_weight=w)
    /// </code>
    /// </summary>
    [Fact]
    public void Agrees_with_scikit_learn_on_ties_and_weights()
    {
        var ranked = RankedPredictions.Of(TestRows.Reference);

        Assert.Equal(0.6102484472049688, Discrimination.Auc(ranked).Value!.Value, 1e-14);
        Assert.Equal(0.6173783138382698, Discrimination.AveragePrecision(ranked).Value!.Value, 1e-14);
    }

    [Fact]
    public void Auc_is_the_share_of_pairs_in_the_right_order() =>
        TestRows.HoldsForSmall(rows =>
        {
            var (right, pairs) = (0.0, 0.0);
            for (var one = 0; one < rows.Count; one++)
            {
                for (var zero = 0; zero < rows.Count; zero++)
                {
                    if (rows.Labels[one] != 1 || rows.Labels[zero] != 0)
                        continue;

                    var weight = rows.Weights[one] * rows.Weights[zero];
                    pairs += weight;
                    right += weight * (1 + Math.Sign(rows.Probabilities[one] - rows.Probabilities[zero])) / 2;
                }
            }

            Assert.Equal(right / pairs, TestRows.Auc(rows), 1e-12);
        });

    [Fact]
    public void Auc_does_not_change_under_a_monotone_transform() =>
        TestRows.HoldsForSmall(rows =>
        {
            var squared = new double[rows.Count];
            for (var row = 0; row < squared.Length; row++)
                squared[row] = rows.Probabilities[row] * rows.Probabilities[row];

            Assert.Equal(TestRows.Auc(rows), TestRows.Auc(rows.WithProbabilities(squared)));
        });

    [Fact]
    public void Auc_turns_over_when_the_labels_do() =>
        TestRows.HoldsForSmall(rows =>
        {
            byte[] turned = [.. rows.Labels.ToArray().Select(label => (byte)(1 - label))];

            Assert.Equal(1 - TestRows.Auc(rows), TestRows.Auc(TestRows.Of(rows.Probabilities.ToArray(), turned, rows.Weights.ToArray())), 1e-12);
        });

    [Fact]
    public void A_perfect_prediction_reaches_one_and_its_reverse_zero()
    {
        var perfect = RankedPredictions.Of(TestRows.Of([.1, .2, .8, .9], [0, 0, 1, 1], [.1, .7, 1.3, .3]));
        var reverse = RankedPredictions.Of(TestRows.Of([.9, .8, .2, .1], [0, 0, 1, 1], [.1, .7, 1.3, .3]));

        Assert.Equal(1, Discrimination.Auc(perfect).Value!.Value, 1e-15);
        Assert.Equal(1, Discrimination.AveragePrecision(perfect).Value!.Value, 1e-15);
        Assert.Equal(0, Discrimination.Auc(reverse).Value);
    }

    [Fact]
    public void Equal_predictions_have_an_auc_of_a_half_and_the_prevalence_as_average_precision()
    {
        var ranked = RankedPredictions.Of(TestRows.Of([.3, .3, .3], [0, 1, 0], [1, 2, 5]));

        Assert.Equal(0.5, Discrimination.Auc(ranked).Value);
        Assert.Equal(0.25, Discrimination.AveragePrecision(ranked).Value);
    }

    [Theory]
    [InlineData(0, "no row with label 1")]
    [InlineData(1, "no row with label 0")]
    public void Auc_of_one_label_is_undefined_and_says_so(byte label, string why)
    {
        var auc = Discrimination.Auc(RankedPredictions.Of(TestRows.Of([.3, .4], [label, label])));

        Assert.Null(auc.Value);
        Assert.Equal(why, auc.WhyUndefined);
    }

    [Fact]
    public void Average_precision_needs_only_rows_with_label_1()
    {
        Assert.Equal("no row with label 1", Discrimination.AveragePrecision(RankedPredictions.Of(TestRows.Of([.3], [0]))).WhyUndefined);
        Assert.Equal(1, Discrimination.AveragePrecision(RankedPredictions.Of(TestRows.Of([.3], [1]))).Value);
    }
}
