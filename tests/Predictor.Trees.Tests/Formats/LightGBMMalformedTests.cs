using System.Globalization;
using System.Text;
using Xunit;

namespace Predictor.Trees.Tests.Formats;

/// <summary>What is no LightGBM model of one probability, is not whole, or means harm.</summary>
public sealed class LightGBMMalformedTests
{
    [Fact]
    public void The_model_that_is_spoiled_below_is_sound()
    {
        var ensemble = ModelText.ReadLightGBM(ModelText.LightGBM);

        Assert.Equal(0.5, ensemble.Score([2, 0]));
        Assert.Equal(-0.25, ensemble.Score([double.NaN, 1]));
        Assert.Equal(1, ensemble.Score([3, 0]));
    }

    [Theory]
    [InlineData("version=v4", "version=v2", "version")]
    [InlineData("num_class=1", "num_class=3", "several classes")]
    [InlineData("num_tree_per_iteration=1", "num_tree_per_iteration=3", "num_tree_per_iteration")]
    [InlineData("objective=binary sigmoid:1", "objective=multiclass num_class:3", "multiclass")]
    [InlineData("objective=binary sigmoid:1", "objective=lambdarank", "lambdarank")]
    [InlineData("objective=binary sigmoid:1", "objective=cross_entropy", "cross_entropy")]
    [InlineData("objective=binary sigmoid:1", "objective=binary", "sigmoid:K")]
    [InlineData("objective=binary sigmoid:1", "objective=binary sigmoid:-1", "sigmoid:K")]
    [InlineData("objective=binary sigmoid:1", "objective=binary sigmoid:NaN", "sigmoid:K")]
    [InlineData("objective=binary sigmoid:1\n", "", "no field objective")]
    [InlineData("is_linear=0", "is_linear=1", "linear")]
    [InlineData("max_feature_idx=1", "max_feature_idx=2", "feature_names")]
    [InlineData("max_feature_idx=1", "max_feature_idx=2147483647", "max_feature_idx")]
    [InlineData("feature_infos=[0:9] 0:1:2", "feature_infos=[0:9]", "feature_infos")]
    [InlineData("feature_infos=[0:9] 0:1:2", "feature_infos=[0:9] 0:1:2147483647", "codes below")]
    [InlineData("feature_names=age kind", "feature_names=age kind\nfeature_names=kind age", "second time")]
    [InlineData("num_leaves=3", "num_leaves=3\nnum_leaves=3", "second time")]
    [InlineData("num_leaves=3", "num_leaves=1000000", "leaf_value has 3 entries")]
    [InlineData("num_leaves=3", "num_leaves=0", "num_leaves")]
    [InlineData("num_leaves=3", "num_leaves=three", "'three'")]
    [InlineData("threshold=2.5 0", "threshold=NaN 0", "'NaN' as entry 0")]
    [InlineData("threshold=2.5 0", "threshold=1e999 0", "'1e999'")]
    [InlineData("threshold=2.5 0", "threshold=2.5", "1 entries; expected 2")]
    [InlineData("threshold=2.5 0", "threshold=2.5 7", "the number of a set")]
    [InlineData("threshold=2.5 0", "threshold=2.5 -1", "the number of a set")]
    [InlineData("threshold=2.5 0", "threshold=2.5 0.5", "the number of a set")]
    [InlineData("leaf_value=0.5 -0.25 1", "leaf_value=0.5 -0.25 abc", "'abc' as entry 2")]
    [InlineData("leaf_value=0.5 -0.25 1", "leaf_value=0.5 -0.25 inf", "'inf'")]
    [InlineData("leaf_count=10 20 30", "leaf_count=10 0 30", "leaf_count")]
    [InlineData("leaf_count=10 20 30", "leaf_count=10 99999999999 30", "'99999999999'")]
    [InlineData("split_feature=0 1", "split_feature=0 2", "split_feature")]
    [InlineData("split_feature=0 1", "split_feature=0 -1", "split_feature")]
    [InlineData("decision_type=10 1", "decision_type=14 1", "decision_type")]
    [InlineData("split_feature=0 1", "split_feature=1 1", "Column kind is split on as a category and as a number")]
    [InlineData("decision_type=10 1", "decision_type=9 1", "the number of a set")]
    [InlineData("left_child=1 -1", "left_child=0 -1", "reached twice")]
    [InlineData("left_child=1 -1", "left_child=1 0", "reached twice")]
    [InlineData("left_child=1 -1", "left_child=1 -2", "reached twice")]
    [InlineData("left_child=1 -1", "left_child=1 2", "left_child")]
    [InlineData("right_child=-3 -2", "right_child=-4 -2", "right_child")]
    [InlineData("cat_boundaries=0 1", "cat_boundaries=0 2147483647", "gives set 0 2147483647 words")]
    [InlineData("cat_boundaries=0 1", "cat_boundaries=0 2048", "cat_threshold has 1 entries; expected 2048")]
    [InlineData("cat_boundaries=0 1", "cat_boundaries=-1 1", "cat_boundaries")]
    [InlineData("cat_boundaries=0 1", "cat_boundaries=1 0", "cat_boundaries")]
    [InlineData("cat_threshold=5", "cat_threshold=-5", "'-5'")]
    [InlineData("num_cat=1", "num_cat=2147483647", "num_cat")]
    [InlineData("Tree=0", "Tree=1", "expected 'Tree=0'")]
    [InlineData("tree_sizes=300", "tree_sizes=300 300", "expected 2")]
    [InlineData("end of trees\n", "", "cut short")]
    [InlineData("tree\nversion", "wood\nversion", "'wood'")]
    public void A_spoiled_place_is_named(string from, string to, string told)
    {
        var error = Assert.Throws<ModelFormatException>(() => ModelText.ReadLightGBM(ModelText.LightGBM.With(from, to)));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_beginning_of_a_file_is_refused()
    {
        var whole = new LightGBMFile("constant").Bytes;
        var end = Encoding.UTF8.GetString(whole).IndexOf("end of trees", StringComparison.Ordinal) + "end of trees".Length;
        for (var length = 0; length < end; length++) Assert.Throws<ModelFormatException>(() => LightGBMText.Read(whole.AsMemory(0, length)));
        LightGBMText.Read(whole.AsMemory(0, end));
    }

    [Fact]
    public void A_chain_of_a_million_splits_is_refused()
    {
        const int Splits = 1_000_000;
        string Line(string name, int count, Func<int, int> value) => $"{name}={string.Join(' ', Enumerable.Range(0, count).Select(i => value(i).ToString(CultureInfo.InvariantCulture)))}\n";
        var tree = $"Tree=0\nnum_leaves={Splits + 1}\nnum_cat=0\n" + Line("split_feature", Splits, _ => 0) + Line("threshold", Splits, i => i) + Line("left_child", Splits, i => i + 1 < Splits ? i + 1 : ~Splits)
            + Line("right_child", Splits, i => ~i) + Line("leaf_value", Splits + 1, _ => 1) + Line("leaf_count", Splits + 1, _ => 1) + "\n";
        var header = ModelText.LightGBM[..ModelText.LightGBM.IndexOf("Tree=0", StringComparison.Ordinal)];

        var error = Assert.Throws<ModelFormatException>(() => ModelText.ReadLightGBM($"{header}{tree}end of trees\n"));

        Assert.Contains("201 splits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Categories_that_would_fill_the_memory_are_refused()
    {
        // A column of 65,536 categories, split on 2,000 times: 130 million places out of some 100 kB.
        const int Trees = 2_000;
        var trees = string.Concat(Enumerable.Range(0, Trees).Select(t =>
            $"Tree={t}\nnum_leaves=2\nnum_cat=1\nsplit_feature=1\nthreshold=0\ndecision_type=1\nleft_child=-1\nright_child=-2\nleaf_value=0 1\nleaf_count=1 1\ncat_boundaries=0 1\ncat_threshold=1\n\n"));
        var header = ModelText.LightGBM[..ModelText.LightGBM.IndexOf("Tree=0", StringComparison.Ordinal)].With("tree_sizes=300\n", "").With("0:1:2", "0:65535");

        var error = Assert.Throws<ModelFormatException>(() => ModelText.ReadLightGBM($"{header}{trees}end of trees\n"));

        Assert.Contains("categories altogether", error.Message, StringComparison.Ordinal);
    }
}
