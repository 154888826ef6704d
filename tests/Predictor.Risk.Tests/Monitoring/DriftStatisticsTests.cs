using Predictor.Risk.Monitoring;
using Predictor.Risk.Packaging;
using Xunit;

namespace Predictor.Risk.Tests.Monitoring;

/// <summary>Statistics against numpy and scipy on fixed samples.</summary>
public sealed class DriftStatisticsTests
{
    // before[i] = (7 i mod 40) / 4, every eighth missing; now[i] = (11 i mod 30) / 3 + 1.5, every fifth missing.
    private static readonly double[] Before = [.. Enumerable.Range(0, 40).Select(i => i % 8 == 0 ? double.NaN : i * 7 % 40 / 4.0)];
    private static readonly double[] Now = [.. Enumerable.Range(0, 30).Select(i => i % 5 == 0 ? double.NaN : (i * 11 % 30 / 3.0) + 1.5)];

    [Theory]
    // scipy.special.kolmogorov
    [InlineData(0.3, 0.9999906941986655)]
    [InlineData(0.5, 0.9639452436648751)]
    [InlineData(0.8, 0.5441424115741981)]
    [InlineData(1.36, 0.049485876755377876)]
    [InlineData(3.0, 3.045995948942526e-08)]
    public void The_tail_of_kolmogorovs_distribution_is_that_of_scipy(double x, double tail)
    {
        Assert.Equal(1, KolmogorovSmirnov.UpperTail(x) / tail, 1e-12);
    }

    [Theory]
    // scipy.stats.chi2.sf
    [InlineData(0.5, 1, 0.47950012218695337)]
    [InlineData(3.84, 1, 0.05004352124870519)]
    [InlineData(10, 3, 0.01856613546304325)]
    [InlineData(2.5, 4, 0.6446357929354278)]
    [InlineData(30, 7, 9.495972508134177e-05)]
    [InlineData(1, 10, 0.9998278843700441)]
    [InlineData(80, 51, 0.005851324693766105)]
    public void The_tail_of_chi_squared_is_that_of_scipy(double x, int degrees, double tail)
    {
        Assert.Equal(1, ChiSquared.UpperTail(x, degrees) / tail, 1e-11);
    }

    [Fact]
    public void A_number_is_compared_as_numpy_and_scipy_have_it()
    {
        var compared = Compare(Before, Now, null);

        // ks_2samp with missing below all values; kolmogorov(sqrt(n m / (n + m)) D).
        Assert.Equal(0.13333333333333333, compared.Statistic, 1e-12);
        Assert.Equal(0.920740593023549, compared.PValue, 1e-12);
        // Counts per decile of the values before, missing first: 5 4 3 4 3 4 3 4 3 4 3 and 6 0 0 4 1 3 2 3 2 3 6, half a count added to each.
        Assert.Equal(0.4187434612398342, compared.Psi, 1e-12);
        Assert.Equal((0.125, 0.2), (compared.MissingBefore, compared.MissingNow), TupleOfDoubles.Within(1e-12));
    }

    [Fact]
    public void A_category_is_compared_as_numpy_and_scipy_have_it()
    {
        double[] before = [.. Repeat(double.NaN, 2), .. Repeat(0, 20), .. Repeat(1, 12), .. Repeat(2, 6)];
        double[] now = [.. Repeat(double.NaN, 9), .. Repeat(0, 10), .. Repeat(1, 8), .. Repeat(2, 3)];

        var compared = Compare(before, now, categories: 3);

        // chi2_contingency([[2, 20, 12, 6], [9, 10, 8, 3]], correction=False).
        Assert.Equal("chi-squared", compared.Test);
        Assert.Equal(8.32929292929293, compared.Statistic, 1e-12);
        Assert.Equal(0.039674560658816437, compared.PValue, 1e-12);
        Assert.Equal(0.4643272982933048, compared.Psi, 1e-12);
    }

    [Fact]
    public void A_client_with_many_rows_says_no_more_than_one_with_few()
    {
        int[] once = [.. Enumerable.Range(0, 30)];
        int[] often = [.. once.SelectMany(c => Enumerable.Repeat(c, 1 + (c % 4)))];
        double[] values = [.. once.SelectMany(c => Enumerable.Repeat(Now[c], 1 + (c % 4)))];
        var before = ClientDistribution.Of(Before, new ClientWeights([.. Enumerable.Range(0, 40)]).OfRow, 40, null);

        var single = Comparison.Of(before, Now, new ClientWeights(once).OfRow, 30);
        var repeated = Comparison.Of(before, values, new ClientWeights(often).OfRow, 30);

        Assert.Equal(single.Psi, repeated.Psi, 1e-12);
        Assert.Equal(single.PValue, repeated.PValue, 1e-12);
    }

    [Fact]
    public void A_feature_without_any_value_in_training_is_compared_by_missing_alone()
    {
        var before = ClientDistribution.Of([double.NaN, double.NaN], [0.5, 0.5], 2, null);

        var compared = Comparison.Of(before, [1, 2, 3], [1 / 3.0, 1 / 3.0, 1 / 3.0], 3);

        Assert.Equal(1, compared.Statistic, 1e-12);
        Assert.Null(compared.MedianNow);
    }

    [Fact]
    public void The_quantiles_of_few_distinct_values_are_told_once_with_their_true_shares()
    {
        var distribution = ClientDistribution.Of([0, 0, 0, 1, 1, 5, double.NaN, double.NaN], [.. Repeat(0.125, 8)], 8, null);

        Assert.Equal([0.0, 1, 5], distribution.Quantiles!);
        Assert.Equal([0.375, 0.625, 0.75], distribution.AtOrBelow!);
        Assert.Equal(0.25, distribution.Missing);
    }

    private static Comparison Compare(double[] before, double[] now, int? categories)
    {
        var weights = new ClientWeights([.. Enumerable.Range(0, before.Length)]);
        return Comparison.Of(ClientDistribution.Of(before, weights.OfRow, weights.Clients, categories), now, new ClientWeights([.. Enumerable.Range(0, now.Length)]).OfRow, now.Length);
    }

    private static IEnumerable<double> Repeat(double value, int times) => Enumerable.Repeat(value, times);

    private static class TupleOfDoubles
    {
        public static EqualityComparer<(double, double)> Within(double tolerance) => EqualityComparer<(double, double)>.Create((a, b) => Math.Abs(a.Item1 - b.Item1) <= tolerance && Math.Abs(a.Item2 - b.Item2) <= tolerance);
    }
}
