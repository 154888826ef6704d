using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Curves;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Curves;

public sealed class PredictionCurvesTests
{
    /// <summary>
    /// scikit-learn 1.2.1, with p, y, w as in <see cref="TestRows"/>; its first threshold, above all predictions, is null here:
    /// <code>
    /// roc_curve(y, p, sample_weight=w, drop_intermediate=False)
    /// </code>
    /// </summary>
    [Fact]
    public void Roc_agrees_with_scikit_learn_on_ties_and_weights()
    {
        (double?, double, double)[] expected =
        [
            (null, 0, 0), (.95, 0.15217391304347827, 0), (.9, 0.15217391304347827, 0.07142857142857142), (.8, 0.15217391304347827, 0.17857142857142858),
            (.7, 0.2391304347826087, 0.4642857142857143), (.6, 0.2391304347826087, 0.5357142857142857), (.5, 0.45652173913043476, 0.6071428571428571),
            (.35, 0.5652173913043478, 0.6785714285714286), (.2, 0.7391304347826086, 0.8928571428571429), (.1, 0.9130434782608695, 1), (.05, 1, 1),
        ];

        var roc = Curves(TestRows.Reference).Roc;

        Assert.Equal(expected.Length, roc.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Item1, roc[i].Threshold);
            Assert.Equal(expected[i].Item2, roc[i].FalsePositiveRate, 1e-14);
            Assert.Equal(expected[i].Item3, roc[i].Sensitivity, 1e-14);
        }
    }

    /// <summary>
    /// scikit-learn 1.2.1, with p, y, w as in <see cref="TestRows"/>, from the highest threshold down:
    /// <code>
    /// precision_recall_curve(y, p, sample_weight=w)
    /// </code>
    /// </summary>
    [Fact]
    public void Precision_and_recall_agree_with_scikit_learn_on_ties_and_weights()
    {
        (double, double, double)[] expected =
        [
            (.95, 0, 0), (.9, 0.07142857142857142, 0.36363636363636365), (.8, 0.17857142857142858, 0.5882352941176471), (.7, 0.4642857142857143, 0.7027027027027027),
            (.6, 0.5357142857142857, 0.7317073170731707), (.5, 0.6071428571428571, 0.6181818181818182), (.35, 0.6785714285714286, 0.59375),
            (.2, 0.8928571428571429, 0.5952380952380952), (.1, 1, 0.5714285714285714), (.05, 1, 0.5490196078431373),
        ];

        var curve = Curves(TestRows.Reference).PrecisionRecall;

        Assert.Equal(expected.Length, curve.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Item1, curve[i].Threshold);
            Assert.Equal(expected[i].Item2, curve[i].Sensitivity, 1e-14);
            Assert.Equal(expected[i].Item3, curve[i].PositivePredictiveValue, 1e-14);
        }
    }

    [Fact]
    public void A_long_curve_is_thinned_to_points_that_are_exact_and_close()
    {
        var rows = Formula();

        var curves = Curves(rows);

        Assert.InRange(curves.Roc.Count, 90, PredictionCurves.MostPoints);
        Assert.InRange(curves.PrecisionRecall.Count, 90, PredictionCurves.MostPoints);
        Assert.Equal((0, 0), (curves.Roc[0].FalsePositiveRate, curves.Roc[0].Sensitivity));
        Assert.Equal((1, 1), (curves.Roc[^1].FalsePositiveRate, curves.Roc[^1].Sensitivity));
        foreach (var point in curves.Roc.Skip(1))
        {
            var (truly, falsely, ones, zeros) = Literal(rows, point.Threshold!.Value);
            Assert.Equal(truly / ones, point.Sensitivity, 1e-12);
            Assert.Equal(falsely / zeros, point.FalsePositiveRate, 1e-12);
        }

        foreach (var point in curves.PrecisionRecall)
        {
            var (truly, falsely, ones, _) = Literal(rows, point.Threshold);
            Assert.Equal(truly / ones, point.Sensitivity, 1e-12);
            Assert.Equal(truly / (truly + falsely), point.PositivePredictiveValue, 1e-12);
        }

        for (var i = 1; i < curves.Roc.Count; i++)
            Assert.InRange(curves.Roc[i].FalsePositiveRate + curves.Roc[i].Sensitivity - curves.Roc[i - 1].FalsePositiveRate - curves.Roc[i - 1].Sensitivity, 0, 0.03);
    }

    [Fact]
    public void The_smooth_curve_is_that_of_the_calibration_index()
    {
        var ranked = RankedPredictions.Of(Formula());
        var rates = CalibrationCurve.Fit(ranked, CancellationToken.None).Rates(ranked);

        var points = Curves(Formula()).Calibration;

        Assert.InRange(points.Count, 90, PredictionCurves.MostPoints);
        foreach (var point in points) Assert.Equal(rates[ranked.Values.BinarySearch(point.Predicted)], point.Observed);
    }

    /// <summary>
    /// scikit-learn 1.2.1, with p, y of <see cref="Formula"/> and weights of 1:
    /// <code>
    /// calibration_curve(y, p, n_bins=10, strategy='quantile')
    /// </code>
    /// </summary>
    [Fact]
    public void Tenths_agree_with_scikit_learn()
    {
        double[] observed = [0.06333333333333334, 0.15, 0.24666666666666667, 0.35333333333333333, 0.45, 0.5433333333333333, 0.6466666666666666, 0.7533333333333333, 0.85, 0.9533333333333334];
        double[] predicted =
        [
            0.05010725825255655, 0.15009526664668066, 0.2502195130075614, 0.3500886046434164, 0.4502038572998899,
            0.5500822757403151, 0.6501722127843843, 0.7500916025448853, 0.850139568968389, 0.9501022617501079,
        ];
        var rows = Formula();

        var groups = Curves(TestRows.Of(rows.Probabilities.ToArray(), rows.Labels.ToArray()), repeats: 200).CalibrationGroups;

        Assert.Equal(10, groups.Count);
        for (var i = 0; i < groups.Count; i++)
        {
            Assert.Equal(300, groups[i].Rows);
            Assert.Equal(observed[i], groups[i].Observed, 1e-12);
            Assert.Equal(predicted[i], groups[i].Predicted, 1e-12);
            // With a client for each row the interval is about the binomial one.
            var half = 1.96 * Math.Sqrt(observed[i] * (1 - observed[i]) / 300);
            Assert.InRange((groups[i].ObservedCi!.Value.Upper - groups[i].ObservedCi!.Value.Lower) / (2 * half), 0.75, 1.25);
            Assert.InRange(observed[i], groups[i].ObservedCi!.Value.Lower, groups[i].ObservedCi!.Value.Upper);
        }
    }

    [Fact]
    public void Tenths_weigh_their_rows_and_keep_equal_predictions_together()
    {
        var groups = Curves(TestRows.Of([.2, .2, .2, .8], [1, 0, 0, 1], [3, 1, 1, 5], [0, 0, 1, 2])).CalibrationGroups;

        Assert.Equal(2, groups.Count);
        Assert.Equal((.2, .2, 3, 2), (groups[0].From, groups[0].To, groups[0].Rows, groups[0].Clients));
        Assert.Equal(0.6, groups[0].Observed, 1e-15);
        Assert.Equal((1, 1.0), (groups[1].Rows, groups[1].Observed));
        Assert.Null(groups[0].ObservedCi);
    }

    /// <summary>
    /// numpy, with p, w of <see cref="Formula"/>:
    /// <code>
    /// np.histogram(p**2, bins=20, range=(0, 1)); np.histogram(p**2, bins=20, range=(0, 1), weights=w)[0] / w.sum()
    /// </code>
    /// </summary>
    [Fact]
    public void The_histogram_agrees_with_numpy()
    {
        int[] counts = [670, 278, 214, 180, 158, 142, 133, 121, 115, 110, 104, 98, 96, 91, 86, 87, 82, 80, 78, 77];
        var rows = Formula();
        double[] squared = [.. rows.Probabilities.ToArray().Select(p => p * p)];

        var bins = Curves(rows.WithProbabilities(squared)).Histogram;

        Assert.Equal(counts, bins.Select(b => b.Rows));
        Assert.Equal(0.22355555555555556, bins[0].Share, 1e-12);
        Assert.Equal(0.025444444444444443, bins[^1].Share, 1e-12);
        Assert.Equal(1, bins.Sum(b => b.Share), 1e-12);
    }

    [Fact]
    public void Edges_of_the_histogram_belong_above_and_one_to_the_last_bin()
    {
        double[] edges = [.. Enumerable.Range(0, 21).Select(k => k / 20.0)];

        var bins = Curves(TestRows.Of(edges, [.. edges.Select(_ => (byte)0)])).Histogram;

        Assert.Equal([.. Enumerable.Repeat(1, 19), 2], bins.Select(b => b.Rows));
    }

    [Fact]
    public void Rows_of_one_label_have_no_curve_of_discrimination_but_are_spread_and_none_have_nothing()
    {
        var oneLabel = Curves(TestRows.Of([.3, .4], [0, 0]));
        var none = Curves(TestRows.Of([], []));

        Assert.Empty(oneLabel.Roc);
        Assert.Empty(oneLabel.PrecisionRecall);
        Assert.Equal(2, oneLabel.Histogram.Sum(b => b.Rows));
        Assert.Empty(none.Histogram);
        Assert.Empty(none.Calibration);
    }

    [Fact]
    public void The_curves_do_not_depend_on_the_number_of_threads()
    {
        var (one, four) = (Curves(Formula(), repeats: 80, threads: 1), Curves(Formula(), repeats: 80, threads: 4));

        Assert.Equal(one.CalibrationGroups, four.CalibrationGroups);
        Assert.Equal(one.Calibration, four.Calibration);
    }

    /// <summary>
    /// Three thousand rows that Python can make, too:
    /// <code>
    /// i = np.arange(3000); p = ((i * 7919) % 10007 + .5) / 10007; y = ((i * 104729) % 10007 + .5) / 10007 &lt; p; w = 1 + (i % 3) * .5
    /// </code>
    /// </summary>
    private static ScoredRows Formula()
    {
        var i = Enumerable.Range(0, 3000).ToArray();
        double[] p = [.. i.Select(k => (((k * 7919) % 10007) + .5) / 10007)];
        return TestRows.Of(p, [.. i.Select(k => (byte)(((((long)k * 104729) % 10007) + .5) / 10007 < p[k] ? 1 : 0))], [.. i.Select(k => 1 + (k % 3 * .5))]);
    }

    private static (double Truly, double Falsely, double Ones, double Zeros) Literal(ScoredRows rows, double threshold)
    {
        var (truly, falsely, ones, zeros) = (0.0, 0.0, 0.0, 0.0);
        for (var row = 0; row < rows.Count; row++)
        {
            var isAlert = rows.Probabilities[row] >= threshold;
            if (rows.Labels[row] == 1) (ones, truly) = (ones + rows.Weights[row], truly + (isAlert ? rows.Weights[row] : 0));
            else (zeros, falsely) = (zeros + rows.Weights[row], falsely + (isAlert ? rows.Weights[row] : 0));
        }

        return (truly, falsely, ones, zeros);
    }

    private static PredictionCurves Curves(ScoredRows rows, int repeats = 0, int threads = -1) =>
        PredictionCurves.Of(rows, new ClientDraws(rows, new EvaluationOptions { BootstrapRepeats = repeats, Seed = 5, MaxThreads = threads }), CancellationToken.None);
}
