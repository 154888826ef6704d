using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;
using Predictor.MicrosoftML.Frames;
using Predictor.Risk.Engines;
using Xunit;

namespace Predictor.MicrosoftML.Tests;

public sealed class EngineTests
{
    private static readonly TrainingRows Rows = Tables.Of(400);

    [Theory]
    [InlineData("fasttree")]
    [InlineData("fasttree-gam")]
    [InlineData("lbfgs")]
    public void The_saved_model_loads_in_plain_MLNET_and_gives_the_same_probabilities(string engine)
    {
        var result = Trained(engine);
        using var zip = new MemoryStream();
        result.SaveNative!(zip);
        zip.Position = 0;

        var loaded = new MLContext().Model.Load(zip, out var schema);

        // Rows that training never saw, with each value missing in turn, and numbers that no single precision has.
        var others = Tables.Of(50, seed: 9);
        var theirs = loaded.Transform(RowFrame.Of(others, [.. Enumerable.Range(0, others.RowCount)])).GetColumn<float>("Probability").ToArray();
        Assert.Contains(schema, c => c.Name == "attendance.miss-rate");
        for (var r = 0; r < others.RowCount; r++) Assert.Equal(theirs[r], Probability(result.Model.LogOdds(others.Row(r))), 1e-6);
    }

    [Theory]
    [InlineData("fasttree")]
    [InlineData("fasttree-gam")]
    [InlineData("lbfgs")]
    public void What_is_known_to_matter_is_learned(string engine)
    {
        var model = Trained(engine).Model;

        double At(double rate, double level, double treatment) => model.LogOdds([rate, level, treatment, 7.25, double.NaN, 0]);

        Assert.True(At(2.8, 6, 0) > At(0.2, 6, 0) + 0.3);
        Assert.True(At(1.5, double.NaN, 0) > At(1.5, 6, 0));
        Assert.True(At(1.5, 6, 1) > At(1.5, 6, 0));
    }

    [Theory]
    [InlineData("fasttree")]
    [InlineData("fasttree-gam")]
    [InlineData("lbfgs")]
    public void Contributions_add_up_and_start_from_the_weighted_mean(string engine)
    {
        var model = Trained(engine).Model;
        var contributions = new double[Tables.Columns.Count];
        var (sum, weight) = (0.0, 0.0);
        for (var r = 0; r < Rows.RowCount; r++)
        {
            model.Contribute(Rows.Row(r), contributions);
            Assert.Equal(model.LogOdds(Rows.Row(r)), model.BaselineLogOdds + contributions.Sum(), 1e-9);
            sum += Rows.Weights[r] * model.LogOdds(Rows.Row(r));
            weight += Rows.Weights[r];
        }

        Assert.Equal(sum / weight, model.BaselineLogOdds, 1e-6);
    }

    [Theory]
    [InlineData("fasttree")]
    [InlineData("fasttree-gam")]
    [InlineData("lbfgs")]
    public void The_same_seed_gives_the_same_bits(string engine)
    {
        var (first, second) = (Trained(engine), Trained(engine));

        Assert.Equal(first.OutOfFoldLogOdds, second.OutOfFoldLogOdds);
        for (var r = 0; r < Rows.RowCount; r++) Assert.Equal(first.Model.LogOdds(Rows.Row(r)), second.Model.LogOdds(Rows.Row(r)));
    }

    [Theory]
    [InlineData("fasttree")]
    [InlineData("fasttree-gam")]
    [InlineData("lbfgs")]
    public void A_rows_own_fold_has_no_part_in_its_prediction_out_of_fold(string engine)
    {
        // Other labels in fold 0 change every model but the one that has not seen it.
        var changed = Rows with { Labels = [.. Rows.Labels.Select((l, r) => Rows.Folds[r] == 0 ? (byte)(1 - l) : l)] };

        var (before, after) = (Trained(engine).OutOfFoldLogOdds, MicrosoftMLEngines.Create(engine, Tables.Quick(engine), 1).Train(changed, null, default).OutOfFoldLogOdds);

        Assert.All(Enumerable.Range(0, Rows.RowCount).Where(r => Rows.Folds[r] == 0), r => Assert.Equal(before[r], after[r]));
        Assert.Contains(Enumerable.Range(0, Rows.RowCount).Where(r => Rows.Folds[r] != 0), r => before[r] != after[r]);
    }

    [Fact]
    public void The_notes_say_what_was_done_about_missing_values()
    {
        Assert.Contains(Trained("lbfgs").Notes, n => n.Contains("takes the mean of the training rows that have one, and 1 columns mark", StringComparison.Ordinal));
        Assert.Contains(Trained("fasttree-gam").Notes, n => n.Contains("rows were repeated instead", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_that_are_not_known_or_out_of_range_are_all_named()
    {
        var said = Assert.Throws<ArgumentException>(() => MicrosoftMLEngines.Create("fasttree", new Dictionary<string, double> { ["numberOfTrees"] = 0, ["depth"] = 3, ["learningRate"] = 2 }, 1)).Message;

        Assert.Contains("numberOfTrees is 0; expected a whole number from 1 to 10000", said, StringComparison.Ordinal);
        Assert.Contains("depth is no setting of the engine fasttree", said, StringComparison.Ordinal);
        Assert.Contains("learningRate is 2; expected a number above 0 and at most 1", said, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MicrosoftMLEngines.Create("sdca", null, 1));
    }

    [Fact]
    public void Rows_without_any_value_are_refused()
    {
        var empty = Rows with { Columns = [new("person.empty", null, 0)], Values = [.. Enumerable.Repeat(double.NaN, Rows.RowCount)] };

        Assert.Contains("No feature varies", Assert.Throws<ArgumentException>(() => MicrosoftMLEngines.Create("lbfgs", null, 1).Train(empty, null, default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_is_none_is_refused_before_MLNET_sees_it()
    {
        var odd = Rows with { Values = [double.PositiveInfinity, .. Rows.Values.Skip(1)] };

        Assert.Contains("attendance.miss-rate in row 0", Assert.Throws<ArgumentException>(() => MicrosoftMLEngines.Create("fasttree", null, 1).Train(odd, null, default)).Message, StringComparison.Ordinal);
    }

    /// <summary>Once it does learn from weights, rows need not be repeated any more.</summary>
    [Fact]
    public void The_additive_model_of_this_version_of_MLNET_learns_nothing_from_weights()
    {
        var ml = new MLContext(1);
        var random = new Random(1);
        double[] x = [.. Enumerable.Range(0, 1000).Select(_ => random.NextDouble())];
        var frame = new DataFrame(new SingleDataFrameColumn("x", x.Select(v => (float)v)), new BooleanDataFrameColumn("label", x.Select(v => v > 0.5)), new SingleDataFrameColumn("weight", x.Select(_ => 1f)));

        var gam = ml.Transforms.Concatenate("Features", "x").Append(ml.BinaryClassification.Trainers.Gam("label", "Features", "weight", numberOfIterations: 50)).Fit(frame);

        Assert.All(gam.LastTransformer.Model.SubModel.GetBinEffects(0), e => Assert.Equal(0, e));
    }

    private static EngineResult Trained(string engine) => MicrosoftMLEngines.Create(engine, Tables.Quick(engine), 1).Train(Rows, null, default);

    private static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
