using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Logistic;
using Predictor.Risk.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Engines.Logistic;

public class DesignMatrixTests
{
    private static readonly OrderedChunks Chunks = new(2);

    [Fact]
    public void Each_row_stands_as_the_design_expands_it_also_past_the_first_block()
    {
        var rows = Repeated(ReferenceData.Mixed(), 11);
        var design = DesignLearner.Learn(rows, new LogisticSettings(), Chunks, default);
        var matrix = DesignMatrix.Of(rows, design, Chunks, default);

        Assert.True(rows.RowCount > OrderedChunks.Size);
        var expected = new double[design.Stride];
        for (var i = 0; i < rows.RowCount; i++)
        {
            design.Expand(rows.Row(i), expected);
            Assert.Equal(expected, matrix.Row(i).ToArray());
        }
    }

    [Fact]
    public void Columns_have_mean_zero_and_deviation_one_over_the_rows_that_have_a_value()
    {
        var rows = ReferenceData.Mixed();
        var design = DesignLearner.Learn(rows, new LogisticSettings(), Chunks, default);
        var matrix = DesignMatrix.Of(rows, design, Chunks, default);

        for (var c = 1; c < design.Columns.Count; c++)
        {
            var (column, sum, squares, weight) = (design.Columns[c], 0.0, 0.0, 0.0);
            for (var i = 0; i < rows.RowCount; i++)
            {
                var value = matrix.Row(i)[c];
                var isMissing = column.Kind != DesignColumnKind.Missing && double.IsNaN(rows.Row(i)[column.Feature]);
                if (isMissing) Assert.Equal(0, value);
                sum += rows.Weights[i] * value;
                squares += rows.Weights[i] * value * value;
                weight += isMissing ? 0 : rows.Weights[i];
            }

            Assert.Equal(0, sum / weight, 1e-12);
            Assert.Equal(1, squares / weight, 1e-12);
        }
    }

    [Fact]
    public void Labels_have_no_part_in_the_columns()
    {
        var rows = ReferenceData.Mixed();
        var other = rows with { Labels = [.. rows.Labels.Select(y => (byte)(1 - y))] };
        Assert.Equal(
            DesignLearner.Learn(rows, new LogisticSettings(), Chunks, default).Columns,
            DesignLearner.Learn(other, new LogisticSettings(), Chunks, default).Columns);
    }

    private static TrainingRows Repeated(TrainingRows rows, int times)
    {
        T[] Times<T>(T[] values) => [.. Enumerable.Repeat(values, times).SelectMany(v => v)];
        return rows with
        {
            Values = Times(rows.Values),
            Labels = Times(rows.Labels),
            Weights = Times(rows.Weights),
            Clients = Times(rows.Clients),
            Folds = Times(rows.Folds),
        };
    }
}
