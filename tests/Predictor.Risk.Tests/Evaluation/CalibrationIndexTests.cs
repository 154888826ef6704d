using Predictor.Risk.Evaluation;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation;

public sealed class CalibrationIndexTests
{
    /// <summary>
    /// statsmodels 0.13.5, with p, y as in <see cref="TestRows"/>; weights are whole numbers here since its lowess takes none:
    /// <code>
    /// w = [1, 2, 1, 1, 3, 1, 1, 1, 2, 1, 1, 2, 1, 1, 1, 4]; P = np.repeat(p, w); Y = np.repeat(y, w)
    /// f = lowess(Y, P, frac=.75, it=0, delta=0, return_sorted=False); np.mean(np.abs(f - P)); f[np.unique(P, return_index=True)[1]]
    /// </code>
    /// </summary>
    [Fact]
    public void Agrees_with_statsmodels_lowess_where_every_prediction_is_a_fit_point()
    {
        var ranked = RankedPredictions.Of(TestRows.Of(
            TestRows.Probabilities, TestRows.Labels, [1, 2, 1, 1, 3, 1, 1, 1, 2, 1, 1, 2, 1, 1, 1, 4]));
        double[] expected =
        [
            0.35821221772890793, 0.3899660168395589, 0.43863948866856306, 0.4875727544676157, 0.5566676552695581,
            0.5971283465238362, 0.5174666784732905, 0.4386698281988638, 0.3498792559790336, 0.2988316684498744,
        ];

        var rates = CalibrationCurve.Fit(ranked, CancellationToken.None).Rates(ranked);

        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], rates[i], 1e-12);
        Assert.Equal(0.28679383526721675, CalibrationIndex.Of(ranked, CancellationToken.None).Value!.Value.Mean, 1e-12);
    }

    /// <summary>
    /// statsmodels 0.13.5:
    /// <code>
    /// i = np.arange(2000); q = .02 + .9 * ((i + .5) / 2000) ** 2
    /// Y = (((i * 7919) % 2000 + .5) / 2000 &lt; np.minimum(1, 1.3 * q)).astype(float)
    /// f = lowess(Y, q, frac=.75, it=0, delta=0, return_sorted=False); np.mean(np.abs(f - q)); f[[0, 500, 1000, 1500, 1999]]
    /// </code>
    /// The curve is fitted at 201 of the 2000 predictions and drawn linearly between them: over half a percent of the rows it bends by
    /// less than 1e-4.
    /// </summary>
    [Fact]
    public void Agrees_with_statsmodels_lowess_between_fit_points()
    {
        var (p, y) = (new double[2000], new byte[2000]);
        for (var i = 0; i < p.Length; i++)
        {
            var share = (i + .5) / 2000;
            p[i] = .02 + .9 * share * share;
            y[i] = (byte)((i * 7919 % 2000 + .5) / 2000 < Math.Min(1, 1.3 * p[i]) ? 1 : 0);
        }

        var ranked = RankedPredictions.Of(TestRows.Of(p, y));
        var rates = CalibrationCurve.Fit(ranked, CancellationToken.None).Rates(ranked);

        Assert.Equal(0.08688707499933834, CalibrationIndex.Of(ranked, CancellationToken.None).Value!.Value.Mean, 1e-5);
        Assert.Equal(0.02783668956118126, rates[0], 1e-12);
        Assert.Equal(0.10038950497286149, rates[500], 1e-4);
        Assert.Equal(0.3178901742822945, rates[1000], 1e-4);
        Assert.Equal(0.6805754628400725, rates[1500], 1e-4);
        Assert.Equal(1.1183254118637826, rates[1999], 1e-12);
    }

    [Fact]
    public void Rates_that_are_a_line_in_the_prediction_come_back_exactly()
    {
        // At each prediction p the observed rate is 0.1 + 0.8 p, so the distance from p is |0.1 - 0.2 p|.
        var (p, y, w) = (new List<double>(), new List<byte>(), new List<double>());
        var expected = 0.0;
        for (var i = 1; i < 1000; i++)
        {
            var value = i / 1000.0;
            p.AddRange([value, value]);
            y.AddRange([1, 0]);
            w.AddRange([.1 + .8 * value, .9 - .8 * value]);
            expected += Math.Abs(.1 - .2 * value) / 999;
        }

        var ranked = RankedPredictions.Of(TestRows.Of([.. p], [.. y], [.. w]));

        Assert.Equal(expected, CalibrationIndex.Of(ranked, CancellationToken.None).Value!.Value.Mean, 1e-12);
    }

    [Fact]
    public void Median_and_90th_percentile_are_weighted_quantiles_of_the_distance()
    {
        // As above: the observed rate is a line, the distance at p is |0.1 - 0.2 p|; below 0.5 rows weigh three times as much.
        var (p, y, w) = (new List<double>(), new List<byte>(), new List<double>());
        var distances = new List<(double Distance, int Times)>();
        for (var i = 1; i < 1000; i++)
        {
            var value = i / 1000.0;
            var times = value < .5 ? 3 : 1;
            p.AddRange([value, value]);
            y.AddRange([1, 0]);
            w.AddRange([times * (.1 + .8 * value), times * (.9 - .8 * value)]);
            distances.Add((Math.Abs(.1 - .2 * value), times));
        }

        double[] repeated = [.. distances.SelectMany(d => Enumerable.Repeat(d.Distance, d.Times)).Order()];
        var index = CalibrationIndex.Of(RankedPredictions.Of(TestRows.Of([.. p], [.. y], [.. w])), CancellationToken.None).Value!.Value;

        Assert.Equal(repeated[(repeated.Length + 1) / 2 - 1], index.Median, 1e-9);
        Assert.Equal(repeated[(int)Math.Ceiling(.9 * repeated.Length) - 1], index.Percentile90, 1e-9);
    }

    [Fact]
    public void Where_most_rows_share_a_prediction_it_is_compared_with_their_own_rate()
    {
        var one = RankedPredictions.Of(TestRows.Of([.2, .2, .2, .2], [0, 0, 1, 1]));
        var mostly = RankedPredictions.Of(TestRows.Of([.2, .2, .2, .2, .9], [0, 0, 1, 1, 1]));

        Assert.Equal(.3, CalibrationIndex.Of(one, CancellationToken.None).Value!.Value.Mean, 1e-15);
        Assert.Equal((4 * .3 + .1) / 5, CalibrationIndex.Of(mostly, CancellationToken.None).Value!.Value.Mean, 1e-15);
    }

    [Fact]
    public void Without_rows_it_is_undefined() =>
        Assert.Equal("no rows", CalibrationIndex.Of(RankedPredictions.Of(TestRows.Of([], [])), CancellationToken.None).WhyUndefined);

    [Fact]
    public void Can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() =>
            CalibrationIndex.Of(RankedPredictions.Of(TestRows.Reference), new CancellationToken(canceled: true)));
}
