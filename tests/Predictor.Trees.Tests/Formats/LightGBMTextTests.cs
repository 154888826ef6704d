using System.Text;
using Xunit;

namespace Predictor.Trees.Tests.Formats;

/// <summary>Against what LightGBM itself says of its models, and of one that this library wrote.</summary>
public sealed class LightGBMTextTests
{
    [Theory]
    [InlineData("missing")]
    [InlineData("missing-tells")]
    [InlineData("none-missing")]
    [InlineData("zero-missing")]
    [InlineData("dart")]
    [InlineData("constant")]
    [InlineData("monotone")]
    [InlineData("own")]
    public void Scores_are_those_of_LightGBM_to_the_last_bit(string name)
    {
        var file = new LightGBMFile(name);
        var ensemble = LightGBMText.Read(file.Bytes);
        Assert.Equal(150, file.Rows.Count);
        foreach (var row in file.Rows) Assert.Equal(row.Raw, ensemble.Score(row.Values));
    }

    [Fact]
    public void A_name_that_LightGBM_cannot_have_is_written_as_one_that_is_read()
    {
        using var stream = new MemoryStream();
        LightGBMText.Write(new TreeEnsemble(new TreeEnsembleData(0, []), [new TreeColumn("days\u202e to\u2028next \U000f0000")]), stream);

        Assert.Equal("days__to_next__", LightGBMText.Read(stream.ToArray()).Columns[0].Name);
    }

    [Fact]
    public void A_mean_of_trees_under_another_sigmoid_gives_the_probability_of_LightGBM()
    {
        var file = new LightGBMFile("forest");
        var ensemble = LightGBMText.Read(file.Bytes);
        Assert.True(file.Rows.Max(r => r.Probability) - file.Rows.Min(r => r.Probability) > 0.2);
        foreach (var row in file.Rows) Assert.Equal(row.Probability, 1 / (1 + Math.Exp(-ensemble.Score(row.Values))), 1e-14);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("missing-tells")]
    [InlineData("none-missing")]
    [InlineData("zero-missing")]
    [InlineData("dart")]
    [InlineData("monotone")]
    [InlineData("own")]
    public void Contributions_are_those_of_LightGBM(string name)
    {
        var file = new LightGBMFile(name);
        var explainer = new TreeExplainer(LightGBMText.Read(file.Bytes));
        var own = new double[file.Rows[0].Values.Length];
        foreach (var row in file.Rows)
        {
            explainer.Contribute(row.Values, own);
            Assert.Equal(row.Baseline, explainer.Baseline, 1e-9);
            for (var c = 0; c < own.Length; c++) Assert.Equal(row.Contributions[c], own[c], 1e-9);
        }
    }

    [Fact]
    public void Names_and_categories_are_read()
    {
        var ensemble = LightGBMText.Read(new LightGBMFile("missing").Bytes);

        Assert.Equal(["a", "b", "kind", "count", "whole", "unused"], ensemble.Columns.Select(c => c.Name));
        Assert.Equal([0, 0, 40, 0, 0, 0], ensemble.Columns.Select(c => c.CategoryCount));
    }

    [Fact]
    public void Version_3_and_carriage_returns_are_read_too()
    {
        var file = new LightGBMFile("missing");
        var ensemble = LightGBMText.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file.Bytes).Replace("version=v4", "version=v3", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal)));
        foreach (var row in file.Rows) Assert.Equal(row.Raw, ensemble.Score(row.Values));
    }

    /// <summary>The text that LightGBM has scored, as <see cref="Scores_are_those_of_LightGBM_to_the_last_bit"/> has it, is what is written still.</summary>
    [Fact]
    public void What_is_written_is_what_LightGBM_has_read() =>
        Assert.Equal(File.ReadAllText(LightGBMFile.Place("own.txt")), Encoding.UTF8.GetString(Written(OwnModel())));

    [Fact]
    public void What_is_written_is_read_back_to_the_same_scores_and_contributions()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var ensemble = RandomTrees.Ensemble(random, trees: 10, depth: 6);
            var back = LightGBMText.Read(Written(ensemble));
            var (there, here) = (new TreeExplainer(back), new TreeExplainer(ensemble));
            var rows = EdgeRows.Of(ensemble, random, 300, onlyCodes: true);
            // LightGBM takes what is this near zero for zero.
            for (var i = 0; i < rows.Length; i++) rows[i] = Math.Abs(rows[i]) <= 1e-35f ? 0 : rows[i];
            var (backShares, shares) = (new double[5], new double[5]);
            foreach (var row in rows.Chunk(5))
            {
                Assert.Equal(ensemble.Score(row), back.Score(row));
                there.Contribute(row, backShares);
                here.Contribute(row, shares);
                for (var c = 0; c < 5; c++) Assert.Equal(shares[c], backShares[c], 1e-6);
            }
        }
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("missing-tells")]
    [InlineData("none-missing")]
    [InlineData("zero-missing")]
    [InlineData("constant")]
    public void A_model_read_and_written_again_scores_the_same(string name)
    {
        var file = new LightGBMFile(name);
        var back = LightGBMText.Read(Written(LightGBMText.Read(file.Bytes)));
        foreach (var row in file.Rows) Assert.Equal(row.Raw, back.Score(row.Values));
    }

    [Fact]
    public void A_model_without_trees_is_written_as_its_base_score()
    {
        var back = LightGBMText.Read(Written(new TreeEnsemble(new TreeEnsembleData(-1.25, []), RandomTrees.Columns)));

        Assert.Equal(-1.25, back.Score([0, 0, 0, 0, 0]));
    }

    [Fact]
    public void Names_that_differ_in_white_space_alone_are_refused()
    {
        var ensemble = new TreeEnsemble(new TreeEnsembleData(0, []), [new("x a"), new("x_a")]);

        Assert.Contains("x_a", Assert.Throws<ArgumentException>(() => Written(ensemble)).Message, StringComparison.Ordinal);
    }

    private static TreeEnsemble OwnModel()
    {
        var ensemble = RandomTrees.Ensemble(new Random(11), trees: 8, depth: 5);
        return new TreeEnsemble(ensemble.Data, [new("a", Direction: 1), .. RandomTrees.Columns.Skip(1)]);
    }

    private static byte[] Written(TreeEnsemble ensemble)
    {
        using var stream = new MemoryStream();
        LightGBMText.Write(ensemble, stream);
        return stream.ToArray();
    }
}
