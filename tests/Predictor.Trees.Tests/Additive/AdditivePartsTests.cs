using System.Runtime.Intrinsics;
using Predictor.Trees.Additive;
using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Trees.Tests.Additive;

public class AdditivePartsTests
{
    [Fact]
    public void The_logistic_function_on_lanes_is_that_in_double_precision()
    {
        for (var x = -70f; x < 70f; x += 0.37f)
        {
            var scores = Vector256.Create(x, -x, x / 3, x / 10, 0, x / 100, -x / 1000, x / 7);
            var (probability, curvature) = LaneMath.Logistic(scores);
            var loss = LaneMath.Softplus(scores);
            for (var lane = 0; lane < LaneMath.Lanes; lane++)
            {
                var p = StableMath.Sigmoid(scores[lane]);
                Assert.Equal(p, probability[lane], 2e-7);
                Assert.Equal(p * (1 - p), curvature[lane], 2e-7);
                Assert.Equal(StableMath.Softplus(scores[lane]), loss[lane], 4e-7 * Math.Max(1, Math.Abs(scores[lane])));
            }
        }
    }

    [Fact]
    public void Packed_derivatives_are_summed_exactly()
    {
        var random = new Random(3);
        const int Rows = Stretch.MostRows, Cells = 5;
        var scores = new float[Rows];
        var weights = new float[Rows];
        var ones = new float[Rows];
        var cells = new byte[Rows];
        for (var i = 0; i < Rows; i++)
        {
            scores[i] = i % 2 == 0 ? -80 : (float)((random.NextDouble() * 20) - 10);
            weights[i] = 1 << 17;
            // Every other row is as wrong as can be, and in one cell: the sum needs all its bits.
            ones[i] = i % 2 == 0 ? weights[i] : 0;
            cells[i] = (byte)(i % 2 == 0 ? 0 : random.Next(Cells));
        }

        var packed = new long[Rows];
        Stretch.Derive(scores, weights, ones, packed);
        var copies = new long[Cells * Stretch.Copies];
        Stretch.Sum<byte>(cells, packed, copies);
        var gradients = new long[Cells];
        var curvatures = new long[Cells];
        Stretch.Unpack(copies, gradients, curvatures);

        for (var cell = 0; cell < Cells; cell++)
        {
            long gradient = 0, curvature = 0;
            for (var i = 0; i < Rows; i++)
            {
                if (cells[i] != cell) continue;
                gradient += packed[i] >> 32;
                curvature += (uint)packed[i];
            }

            Assert.Equal((gradient, curvature), (gradients[cell], curvatures[cell]));
        }

        Assert.All(copies, c => Assert.Equal(0, c));
        for (var i = 0; i < Rows; i++)
        {
            var p = StableMath.Sigmoid(scores[i]);
            Assert.Equal((weights[i] * p) - ones[i], packed[i] >> 32, 0.6);
            Assert.Equal(weights[i] * p * (1 - p), (uint)packed[i], 0.6);
        }
    }

    [Fact]
    public void Purified_tables_have_no_effects_of_rows_or_columns_and_lose_nothing()
    {
        TestTable.HoldsForSeeds(
            seed =>
            {
                var random = new Random(seed);
                var (rows, columns) = (random.Next(1, 7), random.Next(1, 7));
                var values = Enumerable.Range(0, rows * columns).Select(_ => random.NextDouble() - 0.5).ToArray();
                var weights = Enumerable.Range(0, rows * columns).Select(_ => random.Next(4) == 0 ? 0 : random.NextDouble()).ToArray();
                var (ofRows, ofColumns) = Purification.Effects(values, weights, rows);
                double Left(int a, int b) => values[(a * columns) + b] - ofRows[a] - ofColumns[b];
                for (var a = 0; a < rows; a++) Assert.Equal(0, Enumerable.Range(0, columns).Sum(b => weights[(a * columns) + b] * Left(a, b)), 1e-9);
                for (var b = 0; b < columns; b++) Assert.Equal(0, Enumerable.Range(0, rows).Sum(a => weights[(a * columns) + b] * Left(a, b)), 1e-9);
            },
            30);
    }

    [Fact]
    public void Merging_changes_a_curve_within_its_tolerance_and_keeps_its_mean_and_its_order()
    {
        TestTable.HoldsForSeeds(
            seed =>
            {
                var random = new Random(seed);
                var values = Enumerable.Range(0, 60).Select(_ => random.NextDouble()).Order().ToArray();
                var weights = values.Select(_ => (double)random.Next(5)).ToArray();
                weights[0] = 1;
                double[] merged = [.. values];
                BinMerging.Merge(merged, weights, weights.Sum(), 0.03);
                var square = Enumerable.Range(0, 60).Sum(b => weights[b] * Math.Pow(merged[b] - values[b], 2)) / weights.Sum();
                Assert.InRange(Math.Sqrt(square), 0, 0.03 + 1e-12);
                Assert.Equal(Enumerable.Range(0, 60).Sum(b => weights[b] * values[b]), Enumerable.Range(0, 60).Sum(b => weights[b] * merged[b]), 1e-9);
                Assert.Equal(merged.Order(), merged);
                Assert.InRange(merged.Distinct().Count(), 2, 30);
            },
            20);
    }
}
