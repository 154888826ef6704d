using Predictor.Trees.Growing;
using Xunit;

namespace Predictor.Trees.Tests.Growing;

public class HistogramsTests
{
    private static readonly int[] Columns = [0, 1, 2, 3];

    [Fact]
    public void What_is_left_of_the_node_without_one_child_is_the_histogram_of_the_other_to_the_bit() => TestTable.Holds(300, rows =>
    {
        var table = rows.Binned(12);
        var histograms = new Histograms(table);
        var random = new Random(rows.Labels.Sum(l => l));
        int[] left = [.. rows.All.Where(_ => random.Next(3) == 0)];
        int[] right = [.. rows.All.Except(left)];
        var (node, part, direct) = (Sum(table, histograms, rows.All, Columns), Sum(table, histograms, left, Columns), Sum(table, histograms, right, Columns));
        foreach (var column in Columns) histograms.Subtract(column, node, part);
        Assert.Equal(direct, node);
    });

    [Fact]
    public void A_histogram_holds_what_the_rows_in_each_bin_sum_to() => TestTable.Holds(200, rows =>
    {
        var table = rows.Binned(7);
        var histograms = new Histograms(table);
        var point = Point(table.RowCount);
        var histogram = Sum(table, histograms, rows.All, Columns);
        foreach (var column in Columns)
        {
            var bins = histograms.Of(histogram, column).ToArray();
            for (var b = 0; b < bins.Length; b++)
            {
                var members = rows.All.Where(r => table.Bins(column)[r] == b).ToArray();
                var sums = point.Unpack(bins[b]);
                Assert.Equal(members.Length, sums.Rows);
                Assert.Equal(members.Sum(r => Derivative(r).Gradient), sums.Gradient, 1e-9);
                Assert.Equal(members.Sum(r => Derivative(r).Curvature), sums.Curvature, 1e-9);
            }
        }
    });

    [Fact]
    public void Rows_in_any_number_of_parts_and_columns_in_any_number_of_goes_have_the_same_bits() => TestTable.HoldsForSeeds(seed =>
    {
        // Enough rows for several tiles, some of them neighbours and some far apart.
        var rows = TestTable.Of(seed, 9_000);
        var table = rows.Binned();
        var histograms = new Histograms(table);
        var random = new Random(seed);
        int[] some = [.. rows.All.Where(r => r < 4_500 || random.Next(3) == 0)];
        var expected = Sum(table, histograms, some, Columns);
        var cut = random.Next(some.Length);
        var inParts = Sum(table, histograms, some[..cut], Columns);
        histograms.Merge(inParts, Columns, Sum(table, histograms, some[cut..], Columns));
        Assert.Equal(expected, inParts);
        foreach (var column in Columns)
            Assert.Equal(histograms.Of(expected, column).ToArray(), histograms.Of(Sum(table, histograms, some, [column]), column).ToArray());
    }, 10);

    [Fact]
    public void A_histogram_that_was_used_before_is_taken_again()
    {
        var histograms = new Histograms(TestTable.Of(5, 100).Binned());
        var first = histograms.Take();
        histograms.Free(first);
        Assert.Same(first, histograms.Take());
        Assert.NotSame(first, histograms.Take());
    }

    private static FixedPoint Point(int rows) => new(rows, 0.5, 1);

    private static PackedSums[] Sum(BinnedTable table, Histograms histograms, int[] rows, int[] columns)
    {
        var histogram = histograms.Take();
        histograms.Clear(histogram, columns);
        var point = Point(table.RowCount);
        PackedSums[] sums = [.. Enumerable.Range(0, table.RowCount).Select(r => point.Pack(Derivative(r).Gradient, Derivative(r).Curvature))];
        new RowGatherer(table).Add(rows, columns, sums, histograms, histogram);
        return histogram;
    }

    private static (double Gradient, double Curvature) Derivative(int row) => (row * 0.6180339887498949 % 1 - 0.5, row * 0.41421356237309515 % 1);
}
