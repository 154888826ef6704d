using Predictor.Risk.Evaluation;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation;

public sealed class CalibrationBinsTests
{
    [Fact]
    public void Few_predictions_stay_apart()
    {
        var ranked = RankedPredictions.Of(TestRows.Reference);
        var bins = CalibrationBins.Of(ranked);

        Assert.Equal(Enumerable.Range(0, ranked.Count), bins.BinOf.ToArray());
        var weighed = bins.Weighed(ranked.Positive, ranked.Negative);
        Assert.Equal(ranked.Positive.ToArray(), weighed.Positive.ToArray());
        for (var i = 0; i < ranked.Count; i++) Assert.Equal(ranked.Values[i], weighed.Values[i], 1e-14);
    }

    [Fact]
    public void Many_predictions_in_bins_give_nearly_the_figures_of_all()
    {
        var ranked = RankedPredictions.Of(TestRows.Simulated(20_000, 1, 4));
        var bins = CalibrationBins.Of(ranked);
        var (positive, negative) = (new double[bins.Count], new double[bins.Count]);
        for (var i = 0; i < ranked.Count; i++)
        {
            positive[bins.BinOf[i]] += ranked.Positive[i];
            negative[bins.BinOf[i]] += ranked.Negative[i];
        }

        var binned = bins.Weighed(positive, negative);
        var exact = CalibrationIndex.Of(ranked, CancellationToken.None).Value!.Value;
        var near = CalibrationIndex.Of(binned, CancellationToken.None).Value!.Value;

        Assert.InRange(bins.Count, 100, 1500);
        Assert.Equal(ranked.Weight, binned.Weight, 1e-6);
        Assert.Equal(LogisticRecalibration.Line(ranked).Value!.Value.Slope, LogisticRecalibration.Line(binned).Value!.Value.Slope, 2e-4);
        Assert.Equal(LogisticRecalibration.Intercept(ranked).Value!.Value, LogisticRecalibration.Intercept(binned).Value!.Value, 2e-4);
        Assert.Equal(exact.Mean, near.Mean, 2e-4);
        Assert.Equal(exact.Median, near.Median, 5e-4);
        Assert.Equal(exact.Percentile90, near.Percentile90, 5e-4);
    }

    [Fact]
    public void Bins_without_weight_are_left_out()
    {
        var bins = CalibrationBins.Of(RankedPredictions.Of(TestRows.Of([.1, .5, .9], [0, 1, 1])));

        var weighed = bins.Weighed([0, 0, 2], [1, 0, 0]);

        Assert.Equal(2, weighed.Count);
        Assert.Equal([0, 2], weighed.Positive.ToArray());
    }
}
