using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Pooling;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Pooling;

/// <summary>
/// Against metafor 3.8: <c>rma(y, sei=s, method="REML", test="adhoc", control=list(threshold=1e-14, maxiter=10000))</c>, and
/// <c>beta + c(-1,1) * qt(.975, k-2) * sqrt(tau2 + se^2)</c> for the prediction interval.
/// </summary>
public sealed class RandomEffectsTests
{
    [Fact]
    public void Clinics_that_differ_are_pooled_as_metafor_does()
    {
        var pooled = Of([1.21, 0.86, 1.65, 1.02, 1.38, 0.71, 1.15], [0.14, 0.22, 0.18, 0.11, 0.25, 0.2, 0.16]);

        Same(0.0566810443691, pooled.Tau2);
        Same(0.670510011617, pooled.I2);
        Same(1.13900564355, pooled.Mean);
        Same(0.115417070015, pooled.StandardError);
        Same(0.856590247107, 1.42142104, pooled.Interval);
        Same(0.458883199978, 1.81912808713, pooled.PredictionInterval!.Value);
    }

    [Fact]
    public void Clinics_that_agree_better_than_chance_do_not_make_the_interval_narrower()
    {
        var pooled = Of([0.10, 0.12, 0.09, 0.13], [0.2, 0.25, 0.3, 0.22]);

        Assert.Equal((0.0, 0.0), (pooled.Tau2, pooled.I2));
        Same(0.111387903948, pooled.Mean);
        Same(0.117224137085, pooled.StandardError);
        Same(-0.261671618009, 0.484447425906, pooled.Interval);
        Same(-0.392986849475, 0.615762657372, pooled.PredictionInterval!.Value);
    }

    [Fact]
    public void With_three_clinics_another_one_can_be_almost_anywhere()
    {
        var pooled = Of([0.95, 1.30, 0.60], [0.05, 0.12, 0.08]);

        Same(0.109443007225, pooled.Tau2);
        Same(0.946492109166, pooled.I2);
        Same(0.942388069435, pooled.Mean);
        Same(0.0831343936612, 1.80164174521, pooled.Interval);
        Same(-3.96760889236, 5.85238503123, pooled.PredictionInterval!.Value);
    }

    [Fact]
    public void Two_clinics_have_a_mean_and_no_prediction_interval()
    {
        var pooled = Of([0.5, 0.9], [0.1, 0.2]);

        Assert.Null(pooled.PredictionInterval);
        Assert.InRange(pooled.Mean, 0.5, 0.9);
    }

    [Fact]
    public void One_clinic_or_one_without_variance_is_refused()
    {
        Assert.Throws<ArgumentException>(() => RandomEffects.Of([1], [1]));
        Assert.Throws<ArgumentException>(() => RandomEffects.Of([1, 2], [1, 0]));
        Assert.Throws<ArgumentException>(() => RandomEffects.Of([1, double.NaN], [1, 1]));
    }

    private static RandomEffects Of(double[] estimates, double[] errors) => RandomEffects.Of(estimates, [.. errors.Select(e => e * e)]);

    private static void Same(double expected, double actual) => Assert.Equal(expected, actual, Math.Abs(expected) * 1e-8);

    private static void Same(double lower, double upper, ConfidenceInterval actual)
    {
        Same(lower, actual.Lower);
        Same(upper, actual.Upper);
    }
}
