using System.Text;
using Xunit;

namespace Predictor.Trees.Tests.Formats;

/// <summary>What is no XGBoost model of one probability, is not whole, or means harm.</summary>
public sealed class XGBoostMalformedTests
{
    [Fact]
    public void The_model_that_is_spoiled_below_is_sound()
    {
        var ensemble = ModelText.ReadXGBoost(ModelText.XGBoost);

        Assert.Equal(0.5, ensemble.Score([2, 0]));
        Assert.Equal(-0.25, ensemble.Score([double.NaN, 1]));
        Assert.Equal(1, ensemble.Score([2.5, 0]));
    }

    [Theory]
    [InlineData("binary:logistic", "multi:softprob", "multi:softprob")]
    [InlineData("binary:logistic", "rank:pairwise", "rank:pairwise")]
    [InlineData("binary:logistic", "binary:logitraw", "binary:logitraw")]
    [InlineData("\"gbtree\"", "\"dart\"", "dart")]
    [InlineData("\"gbtree\"", "\"gblinear\"", "gblinear")]
    [InlineData("\"num_class\":\"0\"", "\"num_class\":\"3\"", "num_class")]
    [InlineData("\"num_target\":\"1\"", "\"num_target\":\"2\"", "num_target")]
    [InlineData("\"size_leaf_vector\":\"1\"", "\"size_leaf_vector\":\"4\"", "size_leaf_vector")]
    [InlineData("\"num_feature\":\"2\"", "\"num_feature\":\"2147483647\"", "num_feature")]
    [InlineData("\"num_feature\":\"2\"", "\"num_feature\":2", "learner.learner_model_param.num_feature is 2")]
    [InlineData("\"num_feature\":\"2\"", "\"num_feature\":\"3\"", "feature_names")]
    [InlineData("\"base_score\":\"5E-1\"", "\"base_score\":\"1\"", "base_score")]
    [InlineData("\"base_score\":\"5E-1\"", "\"base_score\":\"[5E-1,5E-1]\"", "base_score")]
    [InlineData("\"base_score\":\"5E-1\"", "\"base_score\":\"NaN\"", "base_score")]
    [InlineData("\"num_nodes\":\"5\"", "\"num_nodes\":\"1000000\"", "left_children has 5 entries")]
    [InlineData("\"num_trees\":\"1\"", "\"num_trees\":\"2\"", "num_trees")]
    [InlineData("\"tree_info\":[0]", "\"tree_info\":[1]", "tree_info")]
    [InlineData("[2.5,NaN,1,0.5,-0.25]", "[NaN,NaN,1,0.5,-0.25]", "split_conditions[0]")]
    [InlineData("[2.5,NaN,1,0.5,-0.25]", "[2.5,NaN,1,0.5,1e99]", "split_conditions[4]")]
    [InlineData("[2.5,NaN,1,0.5,-0.25]", "[2.5,NaN,1,0.5]", "split_conditions has 4 entries")]
    [InlineData("[2.5,NaN,1,0.5,-0.25]", "[2.5,NaN,1,\"0.5\",-0.25]", "split_conditions[3]")]
    [InlineData("[1,3,-1,-1,-1]", "[1,0,-1,-1,-1]", "left_children[1]")]
    [InlineData("[1,3,-1,-1,-1]", "[1,1,-1,-1,-1]", "reached twice")]
    [InlineData("[1,3,-1,-1,-1]", "[1,2,-1,-1,-1]", "reached twice")]
    [InlineData("[1,3,-1,-1,-1]", "[1,5,-1,-1,-1]", "left_children[1]")]
    [InlineData("[1,3,-1,-1,-1]", "[1,3.5,-1,-1,-1]", "left_children[1]")]
    [InlineData("[2,4,-1,-1,-1]", "[2,-1,-1,-1,-1]", "right_children[1]")]
    [InlineData("\"split_indices\":[0,1,0,0,0]", "\"split_indices\":[0,2,0,0,0]", "split_indices[1]")]
    [InlineData("\"split_type\":[0,1,0,0,0]", "\"split_type\":[0,2,0,0,0]", "split_type[1]")]
    [InlineData("\"split_type\":[0,1,0,0,0]", "\"split_type\":[1,1,0,0,0]", "does not name node 0")]
    [InlineData("\"split_type\":[0,1,0,0,0]", "\"split_type\":[0,0,0,0,0]", "split_conditions[1]")]
    [InlineData("\"default_left\":[1,0,0,0,0]", "\"default_left\":[3,0,0,0,0]", "default_left[0]")]
    [InlineData("\"sum_hessian\":[60,30,30,10,20]", "\"sum_hessian\":[60,30,30,0,20]", "sum_hessian[3]")]
    [InlineData("\"sum_hessian\":[60,30,30,10,20]", "\"sum_hessian\":[60,30,30,NaN,20]", "sum_hessian[3]")]
    [InlineData("\"categories\":[1]", "\"categories\":[-1]", "categories has -1")]
    [InlineData("\"categories\":[1]", "\"categories\":[16777215]", "categories has 16777215")]
    [InlineData("\"categories_sizes\":[1]", "\"categories_sizes\":[2]", "categories_sizes")]
    [InlineData("\"categories_segments\":[0]", "\"categories_segments\":[2147483647]", "categories_segments[0]")]
    [InlineData("\"categories_nodes\":[1]", "\"categories_nodes\":[2]", "does not name node 1")]
    [InlineData("\"feature_names\":[\"age\",\"kind\"]", "\"feature_names\":[\"age\"]", "feature_names has 1")]
    [InlineData("\"version\":[2,0,0]", "\"version\":[2,0,0],\"learner\":{}", "learner")]
    [InlineData("\"trees\":[{", "\"trees\":7,\"x\":[{", "trees is 7")]
    [InlineData("{\"learner\"", "{\"teacher\"", "learner")]
    public void A_spoiled_place_is_named(string from, string to, string told)
    {
        var error = Assert.Throws<ModelFormatException>(() => ModelText.ReadXGBoost(ModelText.XGBoost.With(from, to)));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_beginning_of_a_file_is_refused()
    {
        var whole = Encoding.UTF8.GetBytes(ModelText.XGBoost);
        for (var length = 0; length < whole.Length - 1; length++) Assert.Throws<ModelFormatException>(() => XGBoostJson.Read(whole.AsMemory(0, length)));
    }

    [Fact]
    public void The_binary_form_is_refused_by_name() =>
        Assert.Contains("binary form", Assert.Throws<ModelFormatException>(() => ModelText.ReadXGBoost("{L\0\0\0\0\0\0\0\u0007learner{")).Message, StringComparison.Ordinal);

    [Fact]
    public void Text_that_is_no_Unicode_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(ModelText.XGBoost);
        bytes[ModelText.XGBoost.IndexOf("age", StringComparison.Ordinal)] = 0xff;

        Assert.Contains("UTF-8", Assert.Throws<ModelFormatException>(() => XGBoostJson.Read(bytes)).Message, StringComparison.Ordinal);
        Assert.Contains("feature_names[0]", Assert.Throws<ModelFormatException>(() => ModelText.ReadXGBoost(ModelText.XGBoost.With("age", "\\ud800"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_brackets_are_refused() =>
        Assert.Contains("no JSON", Assert.Throws<ModelFormatException>(() => ModelText.ReadXGBoost("{\"learner\":" + new string('[', 1_000_000))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_chain_of_a_million_splits_is_refused()
    {
        const int Splits = 1_000_000;
        string Line(Func<int, string> split, string leaf) => string.Join(',', Enumerable.Range(0, Splits).Select(split).Concat(Enumerable.Repeat(leaf, Splits + 1)));
        var start = ModelText.XGBoost.IndexOf("\"trees\":[{", StringComparison.Ordinal);
        var end = ModelText.XGBoost.IndexOf("]},\"name\":\"gbtree\"", StringComparison.Ordinal);
        var tree = $"\"trees\":[{{\"left_children\":[{Line(i => $"{i + 1}", "-1")}],\"right_children\":[{Line(i => $"{Splits + 1 + i}", "-1")}],\"split_conditions\":[{Line(_ => "1", "1")}],"
            + $"\"split_indices\":[{Line(_ => "0", "0")}],\"default_left\":[{Line(_ => "0", "0")}],\"sum_hessian\":[{Line(_ => "1", "1")}],\"tree_param\":{{\"num_nodes\":\"{2 * Splits + 1}\"}}}}";

        var error = Assert.Throws<ModelFormatException>(() => ModelText.ReadXGBoost(ModelText.XGBoost[..start] + tree + ModelText.XGBoost[end..]));

        Assert.Contains("201 splits", error.Message, StringComparison.Ordinal);
    }
}
