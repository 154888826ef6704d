using Predictor.Risk.Calibration;
using Predictor.Risk.Tests.Engines.Logistic;
using Xunit;

namespace Predictor.Risk.Tests.Calibration;

public class AffineCalibratorTests
{
    private static readonly double[] Scores =
        [.. Enumerable.Range(0, ReferenceData.RowCount).Select(i => 4 * ReferenceData.First(i) - 2 + Math.Sin(i))];

    // i = np.arange(200); s = 4*a - 2 + np.sin(i)    (a, y and w as in ReferenceData)
    // m = LogisticRegression(penalty=None, solver='newton-cholesky', tol=1e-13).fit(s[:, None], y, sample_weight=w); m.intercept_, m.coef_
    [Fact]
    public void Intercept_and_slope_are_those_of_scikit_learn()
    {
        var fit = Fit(Scores);

        Assert.Null(fit.Note);
        Assert.Equal(-0.40379428006383206, fit.Calibration.Intercept, 1e-9);
        Assert.Equal(0.4424484469675292, fit.Calibration.Slope, 1e-9);
    }

    // scipy.optimize.brentq(lambda t: np.sum(w*(1/(1+np.exp(-(t-s))) - y)), -5, 5, xtol=1e-15)
    [Fact]
    public void Log_odds_that_point_the_wrong_way_keep_their_slope_and_say_so()
    {
        var fit = Fit([.. Scores.Select(s => -s)]);

        Assert.Equal(1, fit.Calibration.Slope);
        Assert.Equal(-0.48616343148807384, fit.Calibration.Intercept, 1e-9);
        Assert.Contains("slope was -0.4424", fit.Note);
    }

    [Fact]
    public void Log_odds_that_separate_the_labels_stay_finite_and_say_so()
    {
        var fit = AffineCalibrator.Fit([-3, -2, 1, 4], [0, 0, 1, 1], [1, 1, 1, 1], default);

        Assert.Equal(1, fit.Calibration.Slope);
        Assert.Contains("without overlap", fit.Note);
        Assert.Equal(2, new[] { -3.0, -2, 1, 4 }.Sum(fit.Calibration.Probability), 1e-9);
    }

    [Fact]
    public void Calibrated_contributions_sum_with_the_calibrated_baseline_to_the_calibrated_log_odds()
    {
        var calibration = new AffineCalibration(0.3, 1.7);
        Assert.Equal(calibration.LogOdds(-1.2 + 0.5 - 0.1),
            calibration.LogOdds(-1.2) + calibration.Contribution(0.5) + calibration.Contribution(-0.1), 1e-12);
    }

    [Fact]
    public void A_calibration_survives_json_to_the_last_bit()
    {
        var calibration = Fit(Scores).Calibration;
        var json = System.Text.Json.JsonSerializer.Serialize(calibration);
        Assert.Equal(calibration, System.Text.Json.JsonSerializer.Deserialize<AffineCalibration>(json));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(0, double.PositiveInfinity)]
    public void Parameters_out_of_range_are_refused(double intercept, double slope) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AffineCalibration(intercept, slope));

    [Fact]
    public void Input_at_fault_is_named()
    {
        Assert.Contains("Log-odds NaN in row 1", Assert.Throws<ArgumentException>(() => AffineCalibrator.Fit([0, double.NaN], [0, 1], [1, 1], default)).Message);
        Assert.Contains("Weight 0 in row 0", Assert.Throws<ArgumentException>(() => AffineCalibrator.Fit([0, 1], [0, 1], [0, 1], default)).Message);
        Assert.Contains("alike", Assert.Throws<ArgumentException>(() => AffineCalibrator.Fit([0, 1], [1, 1], [1, 1], default)).Message);
    }

    private static CalibrationFit Fit(double[] scores) => AffineCalibrator.Fit(scores, ReferenceData.Labels, ReferenceData.Weights, default);
}
