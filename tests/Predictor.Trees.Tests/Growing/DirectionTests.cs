using Xunit;

namespace Predictor.Trees.Tests.Growing;

public class DirectionTests
{
    private static readonly BoostingOptions Options = new() { Trees = 30, Leaves = 16, MinimumChildRows = 4, LearningRate = 0.3, L2 = 0.1, ColumnShare = 0.8, RowShare = 0.8 };

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_higher_value_never_moves_the_score_against_its_direction(int direction) => TestTable.HoldsForSeeds(seed =>
    {
        // The label rises and falls with the number: there is much that the direction has to refuse.
        var rows = TestTable.Of(seed, 400, direction);
        Assert.Equal(0, Violations(rows, rows.Train(Options).Ensemble, direction));
    }, 15);

    [Fact]
    public void Without_a_direction_the_score_rises_and_falls()
    {
        var rows = TestTable.Of(2, 400);
        var ensemble = rows.Train(Options).Ensemble;
        Assert.True(Violations(rows, ensemble, 1) > 100);
        Assert.True(Violations(rows, ensemble, -1) > 100);
    }

    [Fact]
    public void A_direction_still_lets_the_column_speak()
    {
        var rows = TestTable.Of(2, 400, 1);
        var ensemble = rows.Train(Options).Ensemble;
        Assert.Contains(ensemble.Trees, t => t.Column.Contains(TestTable.Number));
        Assert.True(Violations(rows, ensemble, -1) > 100);
    }

    private static int Violations(TestTable rows, TreeEnsemble ensemble, int direction)
    {
        var violations = 0;
        foreach (var r in rows.All)
        {
            var row = rows.Row(r).ToArray();
            var last = double.NaN;
            for (var value = -2.2; value <= 2.2; value += 0.05)
            {
                row[TestTable.Number] = value;
                var score = ensemble.Score(row);
                if (direction * (score - last) < 0) violations++;
                last = score;
            }
        }

        return violations;
    }
}
