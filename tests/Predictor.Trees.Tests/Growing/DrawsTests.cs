using Predictor.Trees.Growing;
using Xunit;

namespace Predictor.Trees.Tests.Growing;

public class DrawsTests
{
    private static readonly int[] Rows = [.. Enumerable.Range(100, 20_000)];

    [Fact]
    public void The_share_of_rows_that_was_asked_for_is_drawn_each_once_and_in_order()
    {
        var drawn = new Draws(new BoostingOptions { RowShare = 0.6 }).Rows(Rows, 3).ToArray();

        // Five standard deviations.
        Assert.InRange(drawn.Length, 12_000 - 350, 12_000 + 350);
        Assert.Equal(drawn.Order().Distinct(), drawn);
        Assert.Subset(Rows.ToHashSet(), drawn.ToHashSet());
    }

    [Fact]
    public void A_draw_depends_on_the_seed_and_the_round_alone()
    {
        var options = new BoostingOptions { RowShare = 0.5, ColumnShare = 0.5 };
        var draws = new Draws(options);
        var first = draws.Rows(Rows, 0).ToArray();
        Assert.NotEqual(first, draws.Rows(Rows, 1).ToArray());
        Assert.Equal(first, draws.Rows(Rows, 0).ToArray());
        Assert.NotEqual(first, new Draws(options with { Seed = 2 }).Rows(Rows, 0).ToArray());
        Assert.Equal(draws.Columns(Rows, 5), new Draws(options).Columns(Rows, 5));
        Assert.NotEqual(draws.Columns(Rows, 5), draws.Columns(Rows, 6));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(0.5, 5)]
    [InlineData(0.26, 3)]
    [InlineData(0.01, 1)]
    public void A_fixed_number_of_columns_is_drawn_and_each_as_often(double share, int expected)
    {
        int[] columns = [.. Enumerable.Range(0, 10)];
        var draws = new Draws(new BoostingOptions { ColumnShare = share });
        var counts = new int[10];
        for (var round = 0; round < 2_000; round++)
        {
            var drawn = draws.Columns(columns, round);
            Assert.Equal(drawn.Order().Distinct(), drawn);
            Assert.Equal(expected, drawn.Length);
            foreach (var column in drawn) counts[column]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 200 * expected - 120, 200 * expected + 120));
    }

    [Fact]
    public void A_share_so_small_that_no_row_is_drawn_takes_all() => Assert.Equal([7], new Draws(new BoostingOptions { RowShare = 1e-9 }).Rows([7], 0).ToArray());
}
