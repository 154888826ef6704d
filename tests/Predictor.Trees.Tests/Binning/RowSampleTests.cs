using Predictor.Trees.Binning;
using Xunit;

namespace Predictor.Trees.Tests.Binning;

/// <summary>Tables of more rows than are looked at for thresholds.</summary>
public class RowSampleTests
{
    private const int Rows = RowSample.Most + 50_000;

    private static readonly int NotSampled = Enumerable.Range(1_000, 1_000).Except(RowSample.Of(Rows)!).First();

    [Fact]
    public void All_rows_are_looked_at_where_they_are_few() => Assert.Null(RowSample.Of(RowSample.Most));

    [Theory]
    [InlineData(RowSample.Most + 1)]
    [InlineData(3 * RowSample.Most)]
    [InlineData(int.MaxValue)]
    public void One_row_comes_from_each_of_as_many_stretches(int rows)
    {
        var sample = RowSample.Of(rows)!;

        Assert.Equal(RowSample.Most, sample.Length);
        for (var i = 0; i < sample.Length; i += 97) Assert.InRange(sample[i], (int)((long)rows * i / sample.Length), (int)((long)rows * (i + 1) / sample.Length) - 1);
    }

    [Fact]
    public void Bins_hold_about_as_many_of_all_rows()
    {
        // In an order that goes around every 97 rows.
        double[] values = [.. Enumerable.Range(0, Rows).Select(r => ((r % 97) * 1e6) + r)];

        var table = Binned(new TreeColumn("x"), values);

        Assert.Equal(100, table.Column(0).ValueBins);
        Assert.All(table.Bins(0).CountBy(b => b), bin => Assert.InRange(bin.Value, 0.85 * Rows / 100, 1.15 * Rows / 100));
    }

    [Fact]
    public void What_is_missing_is_seen_where_no_row_is_looked_at()
    {
        var values = Enumerable.Repeat(1.0, Rows).ToArray();
        Assert.True(Binned(new TreeColumn("x"), values).Column(0).IsConstant);
        values[NotSampled] = double.NaN;

        var table = Binned(new TreeColumn("x"), values);

        Assert.False(table.Column(0).IsConstant);
        Assert.Equal([NotSampled], Enumerable.Range(0, Rows).Where(r => table.Bins(0)[r] == table.Column(0).MissingBin));
    }

    [Fact]
    public void A_category_is_seen_where_no_row_is_looked_at()
    {
        var values = new double[Rows];
        values[NotSampled] = 2;

        var table = Binned(new TreeColumn("c", 3), values);

        Assert.Equal(2, table.Column(0).ValueBins);
        Assert.Equal(1, table.Bins(0)[NotSampled]);
    }

    [Fact]
    public void A_fault_is_seen_where_no_row_is_looked_at()
    {
        var values = new double[Rows];
        values[NotSampled] = double.PositiveInfinity;

        var error = Assert.Throws<ArgumentException>(() => Binned(new TreeColumn("x"), values));

        Assert.StartsWith($"Value Infinity of x in row {NotSampled};", error.Message);
    }

    private static BinnedTable Binned(TreeColumn column, double[] values) => BinnedTable.Of([column], values, values.Length, 100, 2, default);
}
