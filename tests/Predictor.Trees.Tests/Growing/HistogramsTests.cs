using Predictor.Trees.Growing;
using Xunit;

namespace Predictor.Trees.Tests.Growing;

public class HistogramsTests
{
    private static readonly int[] Columns = [0, 1, 2, 3];

    [Fact]
    public void What_is_left_of_the_node_without_one_child_is_the_histogram_of_the_other() => TestTable.Holds(300, rows =>
    {
        var table = rows.Binned(12);
        var histograms = new Histograms(table);
        var random = new Random(rows.Labels.Sum(l => l));
        int[] left = [.. rows.All.Where(_ => random.Next(3) == 0)];
        int[] right = [.. rows.All.Except(left)];
        var (node, part, direct) = (Sum(histograms, rows.All, Columns), Sum(histograms, left, Columns), Sum(histograms, right, Columns));

        foreach (var column in Columns)
        {
            histograms.Subtract(column, node, part);
            foreach (var (bin, expected) in histograms.Of(node, column).ToArray().Zip(histograms.Of(direct, column).ToArray()))
            {
                Assert.Equal(expected.Rows, bin.Rows);
                Assert.Equal(expected.Gradient, bin.Gradient, expected.Rows == 0 ? 0 : 1e-12);
                Assert.Equal(expected.Curvature, bin.Curvature, expected.Rows == 0 ? 0 : 1e-12);
            }
        }
    });

    [Fact]
    public void A_histogram_holds_what_the_rows_in_each_bin_sum_to() => TestTable.Holds(200, rows =>
    {
        var table = rows.Binned(7);
        var histograms = new Histograms(table);
        var histogram = Sum(histograms, rows.All, Columns);
        foreach (var column in Columns)
        {
            var bins = histograms.Of(histogram, column).ToArray();
            for (var b = 0; b < bins.Length; b++)
            {
                var members = rows.All.Where(r => table.Bins(column)[r] == b).ToArray();
                Assert.Equal(members.Length, bins[b].Rows);
                Assert.Equal(members.Sum(r => Derivative(r).Gradient), bins[b].Gradient);
                Assert.Equal(members.Sum(r => Derivative(r).Curvature), bins[b].Curvature);
            }
        }
    });

    [Fact]
    public void What_is_left_of_no_rows_is_nothing_whatever_the_rounding()
    {
        var node = new HistogramBin { Gradient = 0.1 + 0.2 + 0.3, Curvature = 0.3 + 0.2 + 0.1, Rows = 3 };
        var part = new HistogramBin { Gradient = 0.3 + 0.2 + 0.1, Curvature = 0.1 + 0.2 + 0.3, Rows = 3 };
        Assert.NotEqual(node.Gradient, part.Gradient);
        Assert.Equal(default, node.Minus(part));
        Assert.Equal(0, new HistogramBin { Curvature = 0.6, Rows = 4 }.Minus(part).Curvature);
    }

    [Fact]
    public void Four_columns_together_have_the_bits_of_each_alone()
    {
        var rows = TestTable.Of(4, 500);
        var histograms = new Histograms(rows.Binned());
        var together = Sum(histograms, rows.All, Columns);
        foreach (var column in Columns)
            Assert.Equal(histograms.Of(Sum(histograms, rows.All, [column]), column).ToArray(), histograms.Of(together, column).ToArray());
    }

    [Fact]
    public void A_histogram_that_was_used_before_is_taken_again_and_starts_from_nothing()
    {
        var rows = TestTable.Of(5, 100);
        var histograms = new Histograms(rows.Binned());
        var first = Sum(histograms, rows.All, Columns);
        var expected = first.ToArray();
        histograms.Free(first);

        Assert.Same(first, Sum(histograms, rows.All, Columns));
        Assert.Equal(expected, first);
    }

    private static HistogramBin[] Sum(Histograms histograms, int[] rows, int[] columns)
    {
        var histogram = histograms.Take();
        histograms.Sum(columns, rows, rows.Select(Derivative).ToArray(), histogram);
        return histogram;
    }

    private static Derivatives Derivative(int row) => new() { Gradient = row * 0.6180339887498949 % 1 - 0.5, Curvature = row * 0.41421356237309515 % 1 };
}
