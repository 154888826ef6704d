using Xunit;

namespace Predictor.Trees.Tests.Binning;

public class BinnedTableTests
{
    [Fact]
    public void Missing_has_the_last_bin_and_values_have_those_before()
    {
        var table = BinnedTable.Of([new("x"), new("c", 3)], [5, 2, double.NaN, 0, 7, double.NaN, 5, 2], 4, 255, 1, default);

        Assert.Equal([0, 2, 1, 0], table.Bins(0));
        Assert.Equal([1, 0, 2, 1], table.Bins(1));
        Assert.Equal(2, table.Column(0).MissingBin);
    }

    [Theory]
    [InlineData(new[] { 3.0, 3, 3 }, true)]
    [InlineData(new[] { double.NaN, double.NaN, double.NaN }, true)]
    [InlineData(new[] { 3.0, double.NaN, 3 }, false)]
    [InlineData(new[] { 3.0, 3, 4 }, false)]
    public void A_column_with_one_bin_of_rows_is_constant(double[] values, bool isConstant)
    {
        Assert.Equal(isConstant, BinnedTable.Of([new("x")], values, 3, 255, 1, default).Column(0).IsConstant);
        Assert.Equal(isConstant, BinnedTable.Of([new("c", 5)], values, 3, 255, 1, default).Column(0).IsConstant);
    }

    [Fact]
    public void The_rarest_categories_beyond_the_bins_share_the_bin_of_what_is_missing()
    {
        double[] codes = [.. Enumerable.Range(0, 300).Select(i => (double)i), .. Enumerable.Range(20, 255).Select(i => (double)i)];

        var table = BinnedTable.Of([new("c", 400)], codes, codes.Length, 16, 1, default);

        var column = table.Column(0);
        Assert.Equal(255, column.ValueBins);
        Assert.All(Enumerable.Range(0, 400), code => Assert.Equal(code is < 20 or > 274, column.BinOf(code) == column.MissingBin));
    }

    [Fact]
    public void Bins_are_the_same_at_any_number_of_threads()
    {
        var rows = TestTable.Of(1, 500);
        var (one, three) = (rows.Binned(20), rows.Binned(20, 3));
        Assert.All(Enumerable.Range(0, 4), c => Assert.Equal(one.Bins(c), three.Bins(c)));
    }

    [Theory]
    [InlineData(double.PositiveInfinity, 1, "Value Infinity of x in row 1; expected a finite number, or NaN where it is missing.")]
    [InlineData(1, 3, "Value 3 of c in row 1; expected a category code from 0 to 2, or NaN where it is missing.")]
    [InlineData(1, -1, "Value -1 of c in row 1; expected a category code from 0 to 2")]
    [InlineData(1, 0.5, "Value 0.5 of c in row 1; expected a category code from 0 to 2")]
    [InlineData(1, double.NegativeInfinity, "Value -Infinity of c in row 1")]
    public void A_value_that_cannot_be_binned_is_refused_by_column_and_row(double number, double code, string message) =>
        Refused(message, () => BinnedTable.Of([new("x"), new("c", 3)], [1, 1, number, code], 2, 255, 2, default));

    [Fact]
    public void A_table_that_makes_no_sense_is_refused()
    {
        Refused("3 values for 2 rows; expected 4, 2 a row.", () => BinnedTable.Of([new("x"), new("y")], [1, 1, 1], 2, 255, 1, default));
        Refused("0 rows; expected at least one.", () => BinnedTable.Of([new("x")], [], 0, 255, 1, default));
        Refused("There are no columns", () => BinnedTable.Of([], [], 1, 255, 1, default));
        Refused("1 bins; expected 2 to 255.", () => BinnedTable.Of([new("x")], [1], 1, 1, 1, default));
        Refused("256 bins; expected 2 to 255.", () => BinnedTable.Of([new("x")], [1], 1, 256, 1, default));
        Refused("column c is a category with direction 1", () => BinnedTable.Of([new("c", 3, 1)], [1], 1, 255, 1, default));
        Refused("column x has direction 2", () => BinnedTable.Of([new("x", 0, 2)], [1], 1, 255, 1, default));
        Refused("column x has -1 categories", () => BinnedTable.Of([new("x", -1)], [1], 1, 255, 1, default));
    }

    [Fact]
    public void A_cancelled_token_stops_the_work() =>
        Assert.ThrowsAny<OperationCanceledException>(() => BinnedTable.Of([new("x")], [1], 1, 255, 1, new CancellationToken(true)));

    private static void Refused(string message, Action action) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(action).Message);
}
