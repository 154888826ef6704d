using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation;

/// <summary>What holds for every statistic.</summary>
public sealed class InvarianceTests
{
    [Fact]
    public void A_row_of_weight_two_counts_as_two_rows() =>
        TestRows.HoldsForSmall(rows =>
        {
            var repeated = new List<int>();
            for (var row = 0; row < rows.Count; row++)
            {
                for (var time = 0; time < rows.Weights[row]; time++)
                    repeated.Add(row);
            }

            AssertSame(TestRows.Statistics(rows), TestRows.Statistics(TestRows.Taken(rows, repeated, _ => 1)));
        });

    [Fact]
    public void The_unit_of_the_weights_does_not_matter() =>
        TestRows.HoldsForSmall(rows => AssertSame(
            TestRows.Statistics(rows),
            TestRows.Statistics(TestRows.Taken(rows, [.. Enumerable.Range(0, rows.Count)], row => rows.Weights[row] / 3))));

    [Fact]
    public void The_order_of_the_rows_does_not_matter() =>
        TestRows.HoldsForSmall(rows =>
        {
            var random = new SplitMix64(17);
            int[] order = [.. Enumerable.Range(0, rows.Count)];
            for (var last = order.Length - 1; last > 0; last--)
            {
                var other = random.NextBelow(last + 1);
                (order[last], order[other]) = (order[other], order[last]);
            }

            AssertSame(TestRows.Statistics(rows), TestRows.Statistics(TestRows.Taken(rows, order, row => rows.Weights[row])));
        });

    private static void AssertSame(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i]))
                Assert.Equal(double.NaN, actual[i]);
            else
                Assert.Equal(expected[i], actual[i], 1e-12 * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
