using Predictor.Trees.Growing;
using Xunit;

namespace Predictor.Trees.Tests.Growing;

public class DrawsTests
{
    private static readonly int[] Rows = [.. Enumerable.Range(100, 20_000)];

    [Fact]
    public void The_share_of_rows_that_was_asked_for_is_drawn_each_once_and_in_order()
    {
        var drawn = new Draws(new BoostingOptions { RowShare = 0.6 }).Rows(Rows, 3).Drawn.ToArray();

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
        var first = draws.Rows(Rows, 0).Drawn.ToArray();
        Assert.NotEqual(first, draws.Rows(Rows, 1).Drawn.ToArray());
        Assert.Equal(first, draws.Rows(Rows, 0).Drawn.ToArray());
        Assert.NotEqual(first, new Draws(options with { Seed = 2 }).Rows(Rows, 0).Drawn.ToArray());
        Assert.Equal(draws.Columns(Rows, 5), new Draws(options).Columns(Rows, 5));
        Assert.NotEqual(draws.Columns(Rows, 5), draws.Columns(Rows, 6));
    }

    [Fact]
    public void What_is_not_drawn_is_left()
    {
        var (drawn, left) = new Draws(new BoostingOptions { RowShare = 0.6 }).Rows(Rows, 3);
        Assert.Equal(Rows, drawn.ToArray().Concat(left.ToArray()).Order());
        Assert.Equal(left.ToArray().Order(), left.ToArray());
        Assert.Equal(0, new Draws(new BoostingOptions()).Rows(Rows, 3).Left.Length);
    }

    [Fact]
    public void Each_node_is_tried_on_its_own_share_of_the_columns_of_its_tree()
    {
        int[] columns = [2, 3, 5, 7, 11, 13, 17, 19];
        var draws = new Draws(new BoostingOptions { NodeColumnShare = 0.5 });
        var tried = Enumerable.Range(0, 40).Select(node => draws.Columns(columns, 4, node)).ToArray();
        Assert.All(tried, t => Assert.Equal(4, t.Intersect(columns).Count()));
        Assert.True(tried.Select(t => string.Join(' ', t)).Distinct().Count() > 10);
        Assert.Equal(tried[7], draws.Columns(columns, 4, 7));
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
    public void A_share_so_small_that_no_row_is_drawn_takes_all() => Assert.Equal([7], new Draws(new BoostingOptions { RowShare = 1e-9 }).Rows([7], 0).Drawn.ToArray());
}
