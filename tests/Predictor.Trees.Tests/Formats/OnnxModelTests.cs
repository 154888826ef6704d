using Xunit;

namespace Predictor.Trees.Tests.Formats;

public sealed class OnnxModelTests
{
    [Theory]
    [InlineData(CategoryRule.Whole)]
    [InlineData(CategoryRule.Truncated)]
    [InlineData(CategoryRule.TruncatedOthersLeft)]
    public void Onnx_runtime_scores_within_a_millionth_on_every_edge(CategoryRule rule)
    {
        var random = new Random(3);
        var data = RandomTrees.Ensemble(random, trees: 40, depth: 6).Data;
        var ensemble = new TreeEnsemble(data with { CategoryRule = rule }, RandomTrees.Columns);
        var rows = EdgeRows.Of(ensemble, random, 2_000, onlyCodes: true);

        Check(ensemble, rows);
    }

    [Theory]
    [InlineData(CategoryRule.Whole)]
    [InlineData(CategoryRule.Truncated)]
    [InlineData(CategoryRule.TruncatedOthersLeft)]
    public void What_is_no_code_goes_where_it_goes_here(CategoryRule rule)
    {
        // Sets without a code and with all of them too, and columns of one category and of hundreds.
        var random = new Random(6);
        var data = RandomTrees.Ensemble(random, trees: 60, depth: 4, RandomTrees.AllKinds).Data;
        var trees = data.Trees.Select(t => t with
        {
            Categories = [.. t.Categories!.Select((codes, n) => codes is null ? null : random.Next(3) switch { 0 => [], 1 => [.. Enumerable.Range(0, RandomTrees.AllKinds[t.Column[n]].CategoryCount)], _ => codes })],
        });
        var ensemble = new TreeEnsemble(data with { CategoryRule = rule, Trees = [.. trees] }, RandomTrees.AllKinds);
        var rows = EdgeRows.Of(ensemble, random, 3_000, onlyCodes: true);
        double[] noCodes = [-1, -2, 1e10, -1e10, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        // What is no whole number is a code by some rules, which ONNX cannot ask for.
        if (rule == CategoryRule.Whole) noCodes = [.. noCodes, 0.5, -0.5, 1.5, 62.5];
        for (var i = 0; i < rows.Length; i++)
        {
            if (RandomTrees.AllKinds[i % RandomTrees.AllKinds.Length] is { IsCategorical: true } column && random.Next(2) == 0) rows[i] = random.Next(4) == 0 ? column.CategoryCount + random.Next(3) : noCodes[random.Next(noCodes.Length)];
        }

        Check(ensemble, rows);
    }

    [Fact]
    public void Zeros_that_are_missing_stay_missing()
    {
        var random = new Random(4);
        var data = RandomTrees.Ensemble(random, trees: 30, depth: 5).Data;
        // On some splits and not on others of the same column.
        var trees = data.Trees.Select(t => t with { ZeroIsMissing = [.. t.Column.Select(c => c >= 0 && !RandomTrees.Columns[c].IsCategorical && random.Next(2) == 0)] });
        var ensemble = new TreeEnsemble(data with { Trees = [.. trees] }, RandomTrees.Columns);

        Check(ensemble, EdgeRows.Of(ensemble, random, 2_000, onlyCodes: true));
    }

    [Fact]
    public void Splits_between_any_number_and_none_are_kept()
    {
        var random = new Random(5);
        var data = RandomTrees.Ensemble(random, trees: 20, depth: 4).Data;
        var trees = data.Trees.Select(t => t with { Threshold = [.. t.Column.Select((c, n) => c >= 0 && !RandomTrees.Columns[c].IsCategorical ? double.PositiveInfinity : t.Threshold[n])] });
        var ensemble = new TreeEnsemble(data with { Trees = [.. trees] }, RandomTrees.Columns);

        Check(ensemble, EdgeRows.Of(ensemble, random, 500, onlyCodes: true));
    }

    [Fact]
    public void A_model_without_trees_is_its_base_score()
    {
        var ensemble = new TreeEnsemble(new TreeEnsembleData(-1.25, []), RandomTrees.Columns);

        Check(ensemble, [0, 0, 0, 0, 0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN]);
    }

    private static void Check(TreeEnsemble ensemble, double[] rows)
    {
        using var stream = new MemoryStream();
        OnnxModel.Write(ensemble, "test", [new("key", "value")], stream);
        var scores = OnnxRuntime.Score(stream.ToArray(), rows, ensemble.Columns.Count);
        Assert.Equal(rows.Length / ensemble.Columns.Count, scores.Length);
        for (var r = 0; r < scores.Length; r++)
        {
            var row = rows.AsSpan(r * ensemble.Columns.Count, ensemble.Columns.Count);
            var own = ensemble.Score(row);
            if (!(Math.Abs(own - scores[r].LogOdds) <= 1e-6 && Math.Abs((1 / (1 + Math.Exp(-own))) - scores[r].Probability) <= 1e-6))
                Assert.Fail($"Row {r}, {string.Join(", ", row.ToArray())}: {own:R}, by ONNX Runtime {scores[r].LogOdds:R}.");
        }
    }
}
