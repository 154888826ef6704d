using Predictor.Risk.Evaluation;
using Predictor.Risk.Landmarks;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation;

public sealed class ScoredRowsTests
{
    [Fact]
    public void Where_keeps_the_accepted_rows_whole_and_in_order()
    {
        var rows = new ScoredRows(
            [.1, .2, .3], [0, 1, 1], [1, 2, 3], [7, 8, 9],
            [LandmarkKind.Missed, LandmarkKind.Silent, LandmarkKind.Missed], [true, false, false]);

        var missed = rows.Where(row => rows.Kinds[row] == LandmarkKind.Missed);

        Assert.Equal(2, missed.Count);
        Assert.Equal([.1, .3], missed.Probabilities.ToArray());
        Assert.Equal([0, 1], missed.Labels.ToArray());
        Assert.Equal([1, 3], missed.Weights.ToArray());
        Assert.Equal([7, 9], missed.Clients.ToArray());
        Assert.Equal([LandmarkKind.Missed, LandmarkKind.Missed], missed.Kinds.ToArray());
        Assert.Equal([true, false], missed.NotYetGone.ToArray());
    }

    [Theory]
    [InlineData(-0.1, 0, 1, "Row 1: probability is -0.1; expected 0 to 1.")]
    [InlineData(double.NaN, 0, 1, "Row 1: probability is NaN; expected 0 to 1.")]
    [InlineData(0.5, 2, 1, "Row 1: label is 2; expected 0 or 1.")]
    [InlineData(0.5, 1, 0, "Row 1: weight is 0; expected a positive, finite number.")]
    [InlineData(0.5, 1, double.PositiveInfinity, "Row 1: weight is Infinity; expected a positive, finite number.")]
    public void A_value_out_of_range_is_named(double probability, byte label, double weight, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => TestRows.Of([.5, probability], [0, label], [1, weight]));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_of_different_lengths_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => TestRows.Of([.5, .5], [0, 1], [1]));

        Assert.StartsWith("weights has 1 entries; expected one for each of the 2 rows.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_predictions_keep_everything_else()
    {
        var other = TestRows.Reference.WithProbabilities([.. TestRows.Probabilities.Select(p => 1 - p)]);

        Assert.Equal(TestRows.Labels, other.Labels.ToArray());
        Assert.Equal(.95, other.Probabilities[0]);
        Assert.Throws<ArgumentException>(() => TestRows.Reference.WithProbabilities([.5]));
        Assert.Throws<ArgumentException>(() => TestRows.Of([.5], [1]).WithProbabilities([1.5]));
    }
}
