using System.Text.Json;
using Xunit;

namespace Predictor.Trees.Tests.Additive;

public class AdditiveModelTests
{
    private static readonly TestTable Rows = TestTable.Of(21, 2_000);
    private static readonly AdditiveBoosting Fit = Rows.Fit(new AdditiveOptions { Pairs = 3, PairBins = 8, Threads = 1 });

    [Fact]
    public void Scores_are_sums_of_the_tables_to_the_bit()
    {
        Assert.NotEmpty(Fit.Data.Pairs);
        double[] odd = [double.NaN, 77, 9, double.NaN];
        foreach (var r in Rows.All)
        {
            double[] row = r == 0 ? odd : [.. Rows.Row(r)];
            // In any order, as there is no rounding.
            var sum = 0.0;
            foreach (var pair in Fit.Data.Pairs) sum += pair.Values[Bin(pair.First, row)][Bin(pair.Second, row)];
            foreach (var shape in Fit.Data.Shapes) sum += shape.Values[Bin(shape.Axis, row)];
            Assert.Equal(sum + Fit.Data.Intercept, Fit.Model.Ensemble.Score(row));
        }
    }

    [Fact]
    public void Effects_have_a_weighted_mean_of_zero_over_the_rows_and_pairs_beside_every_bin()
    {
        foreach (var shape in Fit.Data.Shapes)
        {
            var mean = Enumerable.Range(0, shape.Axis.Bins).Sum(b => Weight(r => Bin(shape.Axis, r) == b) * shape.Values[b]);
            Assert.Equal(0, mean / Rows.Weights.Sum(), 1e-8);
            Assert.All(Enumerable.Range(0, shape.Axis.Bins), b => Assert.Equal(Weight(r => Bin(shape.Axis, r) == b), shape.Weights[b], 1e-9));
        }

        foreach (var pair in Fit.Data.Pairs)
        {
            for (var a = 0; a < pair.First.Bins; a++) Assert.Equal(0, Enumerable.Range(0, pair.Second.Bins).Sum(b => pair.Weights[a][b] * pair.Values[a][b]), 1e-6);
            for (var b = 0; b < pair.Second.Bins; b++) Assert.Equal(0, Enumerable.Range(0, pair.First.Bins).Sum(a => pair.Weights[a][b] * pair.Values[a][b]), 1e-6);
        }

        Assert.Equal(Fit.Data.Intercept, Fit.Model.Ensemble.BaselineScore, 1e-8);
    }

    [Fact]
    public void A_contribution_is_the_value_of_the_curve_less_its_mean()
    {
        var alone = Rows.Fit(new AdditiveOptions { Pairs = 0, Threads = 1 });
        var explainer = new TreeExplainer(alone.Model.Ensemble);
        var contributions = new double[4];
        foreach (var r in Rows.All.Where(r => r % 10 == 0))
        {
            double[] row = [.. Rows.Row(r)];
            explainer.Contribute(row, contributions);
            foreach (var shape in alone.Data.Shapes)
            {
                var mean = Enumerable.Range(0, shape.Axis.Bins).Sum(b => shape.Weights[b] * shape.Values[b]) / shape.Weights.Sum();
                Assert.Equal(shape.Values[Bin(shape.Axis, row)] - mean, contributions[ColumnOf(shape.Axis)], 1e-12);
            }
        }
    }

    [Fact]
    public void With_pairs_contributions_still_add_up_to_the_score()
    {
        var explainer = new TreeExplainer(Fit.Model.Ensemble);
        var contributions = new double[4];
        foreach (var r in Rows.All.Where(r => r % 10 == 0))
        {
            explainer.Contribute(Rows.Row(r), contributions);
            Assert.Equal(Fit.Model.Ensemble.Score(Rows.Row(r)), explainer.Baseline + contributions.Sum(), 1e-9);
        }
    }

    [Fact]
    public void Standard_errors_tell_how_far_models_of_other_rows_are_from_the_truth()
    {
        // The curve of b is flat but for one step; over its flat half the values of many fits scatter as the standard errors say.
        var squares = new List<double>();
        for (var seed = 0; seed < 6; seed++)
        {
            var fit = AdditiveRows.Of(100 + seed, 2_000, hasPair: false).Fit(new AdditiveOptions { Pairs = 0, Threads = 1 }, folds: 10);
            var shape = fit.Data.Shapes.Single(s => s.Axis.Feature == "b");
            // b is above its step in 3 of 8 rows, and the mean over the rows is 0.
            for (var b = 0; b < shape.Axis.Bins - 1; b++)
            {
                if (shape.StandardErrors[b] == 0 || (b < shape.Axis.Cuts!.Count && Math.Abs(shape.Axis.Cuts[b] - 0.5) < 0.3)) continue;
                var truth = (b < shape.Axis.Cuts!.Count && shape.Axis.Cuts[b] <= 0.5 ? 0 : 1.2) - (1.2 * 3 / 8);
                squares.Add(Math.Pow((shape.Values[b] - truth) / shape.StandardErrors[b], 2));
            }
        }

        Assert.InRange(Math.Sqrt(squares.Average()), 0.4, 2.5);
    }

    [Fact]
    public void Tables_survive_json_to_the_last_bit()
    {
        var read = new AdditiveModel(JsonSerializer.Deserialize<AdditiveModelData>(JsonSerializer.Serialize(Fit.Data))!, Rows.Columns);
        Assert.All(Rows.All, r => Assert.Equal(Fit.Model.Ensemble.Score(Rows.Row(r)), read.Ensemble.Score(Rows.Row(r))));
    }

    [Fact]
    public void Trees_of_tables_are_shallow()
    {
        // A split for what is missing, and so many that two to their number are the bins.
        foreach (var tree in Fit.Model.Ensemble.Trees) Assert.InRange(DepthOf(tree, 0), 1, 10);
    }

    [Fact]
    public void Tables_that_make_no_sense_are_refused_by_name()
    {
        var data = Fit.Data;
        var (shape, pair) = (data.Shapes.First(s => s.Axis.Feature == "number"), data.Pairs[0]);
        var axis = shape.Axis;
        Refused("intercept is NaN", data with { Intercept = double.NaN });
        Refused("shapes is missing", data with { Shapes = null! });
        Refused("shapes[0].axis.feature is other; expected one of the columns", data with { Shapes = [shape with { Axis = axis with { Feature = "other" } }] });
        Refused("shapes[1].axis.feature is number; expected each feature once", data with { Shapes = [shape, shape] });
        Refused("shapes[0].axis.cuts[1]", data with { Shapes = [shape with { Axis = axis with { Cuts = [0, 0, .. axis.Cuts!.Skip(2)] } }] });
        Refused("shapes[0].axis.cuts[0] is NaN", data with { Shapes = [shape with { Axis = axis with { Cuts = [double.NaN, .. axis.Cuts!.Skip(1)] } }] });
        Refused("shapes[0].values is", data with { Shapes = [shape with { Values = [.. shape.Values.Skip(1)] }] });
        Refused("shapes[0].values[0] is 0.1; expected a whole multiple", data with { Shapes = [shape with { Values = [0.1, .. shape.Values.Skip(1)] }] });
        Refused("shapes[0].weights[0] is -1", data with { Shapes = [shape with { Weights = [-1, .. shape.Weights.Skip(1)] }] });
        Refused("shapes[0].weights is all 0", data with { Shapes = [shape with { Weights = [.. shape.Weights.Select(_ => 0.0)] }] });
        Refused("pairs[1].first.feature", data with { Pairs = [pair, pair] });
        Refused("pairs[0].second.feature", data with { Pairs = [pair with { Second = pair.First }] });
        Refused("pairs[0].values is", data with { Pairs = [pair with { Values = [.. pair.Values.Skip(1)] }] });

        var category = data.Shapes.First(s => s.Axis.Feature == "category");
        Refused("categories[0] is 6", data with { Shapes = [category with { Axis = category.Axis with { Categories = [[6], .. category.Axis.Categories!.Skip(1)] } }] });
        Refused("categories[1] is 0 again", data with { Shapes = [category with { Axis = category.Axis with { Categories = [[0], [0], .. category.Axis.Categories!.Skip(2)] } }] });

        static void Refused(string message, AdditiveModelData wrong) => Assert.Contains(message, Assert.Throws<ArgumentException>(() => new AdditiveModel(wrong, Rows.Columns)).Message);
    }

    private static double Weight(Func<double[], bool> isIn) => Rows.All.Where(r => isIn([.. Rows.Row(r)])).Sum(r => Rows.Weights[r]);

    private static int ColumnOf(ShapeAxis axis) => Rows.Columns.ToList().FindIndex(c => c.Name == axis.Feature);

    /// <summary>The bin of a row as the tables' description says, by plain search.</summary>
    private static int Bin(ShapeAxis axis, double[] row)
    {
        var value = row[ColumnOf(axis)];
        if (axis.Categories is { } categories) return Enumerable.Range(0, categories.Count).FirstOrDefault(b => categories[b].Any(code => code == value), categories.Count);
        return double.IsNaN(value) ? axis.Cuts!.Count + 1 : axis.Cuts!.Count(cut => value > cut);
    }

    private static int DepthOf(TreeData tree, int node) => tree.Column[node] == TreeData.Leaf ? 0 : 1 + Math.Max(DepthOf(tree, tree.Left[node]), DepthOf(tree, tree.Right[node]));
}
