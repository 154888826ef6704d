using System.Text.Json;
using Xunit;

namespace Predictor.Trees.Tests.Scoring;

public class TreeEnsembleTests
{
    private static readonly TestTable Rows = TestTable.Of(1, 600);
    private static readonly TreeEnsemble Trained = Rows.Train(new BoostingOptions { Trees = 25, Leaves = 10 }).Ensemble;

    [Fact]
    public void Trees_survive_json_to_the_last_bit()
    {
        var json = JsonSerializer.Serialize(Trained.Data);
        var read = new TreeEnsemble(JsonSerializer.Deserialize<TreeEnsembleData>(json)!, Rows.Columns);
        Assert.All(Rows.All, r => Assert.Equal(Trained.Score(Rows.Row(r)), read.Score(Rows.Row(r))));
        Assert.Equal(json, JsonSerializer.Serialize(read.Data));
    }

    [Fact]
    public void Many_rows_score_as_each_alone_at_any_number_of_threads()
    {
        var random = new Random(5);
        double[][] rows = [.. Enumerable.Range(0, 10_000).Select(_ => RandomTrees.Row(random))];
        var ensemble = RandomTrees.Ensemble(random, 7, 5);
        foreach (var threads in new[] { 1, 2, 5, 0 })
        {
            var scores = new double[rows.Length];
            ensemble.Score(rows.SelectMany(r => r).ToArray(), scores, threads, default);
            Assert.All(Enumerable.Range(0, rows.Length), r => Assert.Equal(ensemble.Score(rows[r]), scores[r]));
        }
    }

    [Fact]
    public void The_first_trees_are_those_that_were_grown_first()
    {
        Assert.Equal(Trained.BaseScore, Trained.First(0).Score(Rows.Row(0)));
        Assert.Equal(Trained.Trees.Take(4), Trained.First(4).Trees);
        Assert.Equal(Trained.Score(Rows.Row(3)), Trained.First(25).Score(Rows.Row(3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Trained.First(26));
        Assert.Throws<ArgumentOutOfRangeException>(() => Trained.First(-1));
    }

    [Fact]
    public void A_category_that_no_tree_knows_goes_where_what_is_missing_goes()
    {
        Assert.Contains(Trained.Trees, t => t.Column.Contains(TestTable.Category));
        foreach (var r in Rows.All)
        {
            var row = Rows.Row(r).ToArray();
            row[TestTable.Category] = double.NaN;
            var missing = Trained.Score(row);
            foreach (var unknown in new[] { 6, 1e300, -1, 0.5, double.PositiveInfinity })
            {
                row[TestTable.Category] = unknown;
                Assert.Equal(missing, Trained.Score(row));
            }
        }
    }

    [Fact]
    public void Scoring_allocates_nothing()
    {
        var row = Rows.Row(0).ToArray();
        Trained.Score(row);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Trained.Score(row);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Rows_of_another_length_are_refused()
    {
        Assert.Contains("3 entries; expected 4", Assert.Throws<ArgumentException>(() => Trained.Score([1, 2, 3])).Message);
        Assert.Contains("7 values for 2 scores; expected 8, 4 a score.", Assert.Throws<ArgumentException>(() => Trained.Score(new double[7], new double[2], 1, default)).Message);
    }
}
