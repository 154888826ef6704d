using Predictor.Risk.Evaluation;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation;

public sealed class LogisticRecalibrationTests
{
    /// <summary>
    /// With p, y, w as in <see cref="TestRows"/>; the last digits by Newton's method in numpy, which scikit-learn 1.2.1
    /// (0.23503425065, 0.17845362172) and scipy's BFGS (0.235034247, 0.178453609) confirm as far as their stopping rules go:
    /// <code>
    /// l = np.log(p / (1 - p))
    /// scipy.optimize.brentq(lambda a: np.sum(w * (y - 1 / (1 + np.exp(-(a + l))))), -5, 5, xtol=1e-15)  # intercept, slope held at 1
    /// X = np.c_[np.ones(16), l]; b = np.zeros(2)
    /// for _ in range(50):
    ///     m = 1 / (1 + np.exp(-(X @ b)))
    ///     b = b + np.linalg.solve(X.T @ (X * (w * m * (1 - m))[:, None]), X.T @ (w * (y - m)))
    /// LogisticRegression(penalty=None, tol=1e-10, max_iter=10000, solver="newton-cg").fit(l[:, None], y, sample_weight=w)
    /// </code>
    /// </summary>
    [Fact]
    public void Agrees_with_scipy_and_scikit_learn()
    {
        var ranked = RankedPredictions.Of(TestRows.Reference);
        var line = LogisticRecalibration.Line(ranked).Value!.Value;

        Assert.Equal(0.5156149733750303, LogisticRecalibration.Intercept(ranked).Value!.Value, 1e-12);
        Assert.Equal(0.23503425080493495, line.Intercept, 1e-12);
        Assert.Equal(0.17845362185973274, line.Slope, 1e-12);
    }

    [Fact]
    public void Recalibrated_predictions_have_intercept_zero_and_slope_one() =>
        TestRows.HoldsForSmall(rows =>
        {
            if (LogisticRecalibration.Line(RankedPredictions.Of(rows)).Value is not { } line)
                return;

            var recalibrated = new double[rows.Count];
            for (var row = 0; row < recalibrated.Length; row++)
                recalibrated[row] = Recalibrated(line, rows.Probabilities[row]);

            var ranked = RankedPredictions.Of(rows.WithProbabilities(recalibrated));

            // Where the slope is almost 0 the recalibrated predictions are all but equal, and their own slope is rounding.
            if (Math.Abs(line.Slope) > 1e-6)
                Assert.Equal(1, LogisticRecalibration.Line(ranked).Value!.Value.Slope, 1e-6);
            Assert.Equal(0, LogisticRecalibration.Intercept(ranked).Value!.Value, 1e-9);
        });

    [Fact]
    public void Every_fit_is_defined_unless_the_labels_are_apart_or_predictions_equal() =>
        TestRows.HoldsForSmall(rows =>
        {
            var ranked = RankedPredictions.Of(rows);

            Assert.NotNull(LogisticRecalibration.Intercept(ranked).Value);
            Assert.NotEqual("the recalibration did not converge", LogisticRecalibration.Line(ranked).WhyUndefined);
        });

    [Fact]
    public void Confident_and_mostly_wrong_predictions_still_have_a_fit()
    {
        var rows = TestRows.Of([0, 0, 1e-12, .5, 1 - 1e-12, 1, 1], [1, 1, 1, 0, 0, 0, 1]);
        var ranked = RankedPredictions.Of(rows);
        var intercept = new RecalibrationLine(LogisticRecalibration.Intercept(ranked).Value!.Value, 1);
        var line = LogisticRecalibration.Line(ranked).Value!.Value;

        // A fit with an intercept predicts as many ones as there were.
        Assert.Equal(4, rows.Probabilities.ToArray().Sum(p => Recalibrated(intercept, p)), 1e-7);
        Assert.Equal(4, rows.Probabilities.ToArray().Sum(p => Recalibrated(line, p)), 1e-9);
        Assert.InRange(line.Slope, -1, 0);
    }

    [Fact]
    public void Odds_predicted_at_half_their_size_are_found_out()
    {
        // At each prediction the observed odds are twice the predicted: intercept log 2, slope 1.
        double[] predicted = [.1, .3, .5, .7];
        var (p, y, w) = (new List<double>(), new List<byte>(), new List<double>());
        foreach (var value in predicted)
        {
            p.AddRange([value, value]);
            y.AddRange([1, 0]);
            w.AddRange([2 * value, 1 - value]);
        }

        var ranked = RankedPredictions.Of(TestRows.Of([.. p], [.. y], [.. w]));

        Assert.Equal(Math.Log(2), LogisticRecalibration.Intercept(ranked).Value!.Value, 1e-12);
        Assert.Equal(Math.Log(2), LogisticRecalibration.Line(ranked).Value!.Value.Intercept, 1e-12);
        Assert.Equal(1, LogisticRecalibration.Line(ranked).Value!.Value.Slope, 1e-12);
    }

    [Theory]
    [InlineData(new[] { .1, .2, .8 }, new byte[] { 0, 0, 1 }, "the predictions separate the labels completely: no finite slope fits best")]
    [InlineData(new[] { .1, .2, .2 }, new byte[] { 0, 0, 1 }, "the predictions separate the labels completely: no finite slope fits best")]
    [InlineData(new[] { .9, .2, .2 }, new byte[] { 0, 0, 1 }, "the predictions separate the labels completely: no finite slope fits best")]
    [InlineData(new[] { .2, .2, .2 }, new byte[] { 0, 0, 1 }, "all predictions are equal")]
    [InlineData(new[] { .1, .2, .3 }, new byte[] { 0, 0, 0 }, "no row with label 1")]
    public void A_slope_that_does_not_exist_is_undefined_and_says_so(double[] probabilities, byte[] labels, string why)
    {
        var line = LogisticRecalibration.Line(RankedPredictions.Of(TestRows.Of(probabilities, labels)));

        Assert.Null(line.Value);
        Assert.Equal(why, line.WhyUndefined);
    }

    private static double Recalibrated(RecalibrationLine line, double probability) =>
        LogOdds.ProspectOf(line.Intercept + line.Slope * LogOdds.Of(probability)).OfOne;
}
