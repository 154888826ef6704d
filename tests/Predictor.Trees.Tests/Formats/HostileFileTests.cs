using System.Globalization;
using System.Text;
using Xunit;

namespace Predictor.Trees.Tests.Formats;

/// <summary>Files that ask for far more memory or time than they have bytes. What reading one takes is counted, not timed.</summary>
public sealed class HostileFileTests
{
    // An honest file takes some ten times its size.
    private const int BytesAByte = 40;
    private const int BytesOfAnyFile = 4_000_000;

    private static readonly string LightGBMHeader = ModelText.LightGBM[..ModelText.LightGBM.IndexOf("Tree=0", StringComparison.Ordinal)].With("tree_sizes=300\n", "");

    [Fact]
    public void Countless_trees_of_LightGBM_are_refused()
    {
        var trees = string.Concat(Enumerable.Range(0, 100_001).Select(t => $"Tree={t}\nnum_leaves=1\nleaf_value=0\n"));

        Refused(LightGBMText.Read, $"{LightGBMHeader}{trees}end of trees\n", "begins one more tree (Tree=100000); expected at most 100000", bytesAByte: 150);
    }

    [Fact]
    public void Countless_trees_of_XGBoost_are_refused() =>
        Refused(XGBoostJson.Read, WithTrees(string.Join(',', Enumerable.Repeat("{}", 100_001))), "learner.gradient_booster.model.trees has 100001 entries; expected at most 100000");

    [Fact]
    public void A_tree_of_LightGBM_with_more_nodes_than_all_may_have_is_refused() =>
        Refused(LightGBMText.Read, ModelText.LightGBM.With("num_leaves=3", "num_leaves=1048577"), "num_leaves is '1048577'; expected a whole number from 1 to 1048576");

    [Fact]
    public void A_tree_of_XGBoost_with_more_nodes_than_all_may_have_is_refused() =>
        Refused(XGBoostJson.Read, ModelText.XGBoost.With("\"num_nodes\":\"5\"", "\"num_nodes\":\"2097153\""), "num_nodes is \"2097153\"; expected a whole number from 1 to 2097152");

    [Fact]
    public void Trees_that_together_have_too_many_nodes_are_refused()
    {
        var totals = new Predictor.Trees.Formats.FileTotals();
        totals.AddNodes("Tree=0", 2_097_151);
        totals.AddNodes("Tree=1", 1);

        Assert.Equal("Tree=2: with its 3 nodes the trees have 2097155; expected at most 2097152.", Assert.Throws<ModelFormatException>(() => totals.AddNodes("Tree=2", 3)).Message);
    }

    [Theory]
    [InlineData("feature_names=age kind", "feature_names=", "feature_names has 2000000 entries; expected 2, as max_feature_idx is 1")]
    [InlineData("feature_infos=[0:9] 0:1:2", "feature_infos=", "feature_infos has 2000000 entries; expected 2")]
    [InlineData("tree_sizes=300", "tree_sizes=", "expected 2000000, as many as tree_sizes has entries")]
    [InlineData("leaf_value=0.5 -0.25 1", "leaf_value=", "leaf_value has 2000000 entries; expected 3")]
    [InlineData("split_feature=0 1", "split_feature=", "split_feature has 2000000 entries; expected 2")]
    [InlineData("objective=binary sigmoid:1", "objective=binary ", "objective is '")]
    [InlineData("version=v4", "version=", "version is '")]
    public void A_list_of_LightGBM_that_is_too_long_is_counted_and_not_made(string from, string to, string told) =>
        Refused(LightGBMText.Read, ModelText.LightGBM.With(from, to + string.Join(' ', Enumerable.Repeat('1', 2_000_000))), told, bytesAByte: 2);

    [Fact]
    public void A_list_of_names_of_XGBoost_that_is_too_long_is_counted_and_not_made() =>
        Refused(XGBoostJson.Read, ModelText.XGBoost.With("[\"age\",\"kind\"]", $"[{string.Join(',', Enumerable.Repeat("\"a\"", 1_000_000))}]"), "learner.feature_names has 1000000 entries; expected at most 100000");

    [Fact]
    public void A_set_of_LightGBM_that_no_split_asks_for_takes_no_more_room_than_its_words()
    {
        const int Sets = 200;
        var words = string.Join(' ', Enumerable.Repeat(uint.MaxValue.ToString(CultureInfo.InvariantCulture), Sets * 2048));
        var values = string.Join(' ', Enumerable.Repeat("1", Sets + 1));
        var chain = string.Join(' ', Enumerable.Range(1, Sets - 1).Append(~Sets));
        var leaves = string.Join(' ', Enumerable.Range(0, Sets).Select(i => ~i));
        var zeros = string.Join(' ', Enumerable.Repeat("0", Sets));
        var text = $"{LightGBMHeader}Tree=0\nnum_leaves={Sets + 1}\nnum_cat={Sets}\nsplit_feature={zeros}\nthreshold={zeros}\ndecision_type={zeros}\nleft_child={chain}\nright_child={leaves}\n"
            + $"leaf_value={values}\nleaf_count={values}\ncat_boundaries={string.Join(' ', Enumerable.Range(0, Sets + 1).Select(i => i * 2048))}\ncat_threshold={words}\n\nend of trees\n";

        var ensemble = Bounded(LightGBMText.Read, text, bytesAByte: 4)!;

        Assert.Equal(Sets, ensemble.Trees[0].Column.Count(c => c >= 0));
    }

    [Fact]
    public void A_set_of_LightGBM_that_many_splits_share_is_gone_through_once()
    {
        // 256 codes and 2,040 words of zeros behind them.
        const int Splits = 65_535;
        string Line(string key, int count, Func<int, int> value) => $"{key}={string.Join(' ', Enumerable.Range(0, count).Select(value))}\n";
        int Child(int node) => node < Splits ? node : ~(node - Splits);
        var text = $"{LightGBMHeader}Tree=0\nnum_leaves={Splits + 1}\nnum_cat=1\n{Line("split_feature", Splits, _ => 1)}{Line("threshold", Splits, _ => 0)}{Line("decision_type", Splits, _ => 1)}"
            + $"{Line("left_child", Splits, n => Child((2 * n) + 1))}{Line("right_child", Splits, n => Child((2 * n) + 2))}{Line("leaf_value", Splits + 1, _ => 1)}{Line("leaf_count", Splits + 1, _ => 1)}"
            + $"cat_boundaries=0 2048\ncat_threshold={string.Join(' ', Enumerable.Range(0, 2048).Select(w => w < 8 ? uint.MaxValue : 0))}\n\nend of trees\n";

        var ensemble = Bounded(LightGBMText.Read, text, bytesAByte: 60)!;

        var sets = ensemble.Trees[0].Categories!.OfType<IReadOnlyList<int>>().ToList();
        Assert.Equal(Splits, sets.Count);
        Assert.Equal(Enumerable.Range(0, 256), sets[0]);
        // One and the same list: each set costs its words once, however many splits ask for it.
        Assert.True(sets.TrueForAll(s => ReferenceEquals(s, sets[0])));
    }

    [Fact]
    public void Categories_of_XGBoost_that_would_fill_the_memory_are_refused()
    {
        // A column of 65,536 categories, split on 300 times: 20 million places out of some 100 kB.
        const string Tree = """
            {"categories":[65535],"categories_nodes":[0],"categories_segments":[0],"categories_sizes":[1],"default_left":[0,0,0],"left_children":[1,-1,-1],"right_children":[2,-1,-1],
            "split_conditions":[NaN,1,2],"split_indices":[1,0,0],"split_type":[1,0,0],"sum_hessian":[2,1,1],"tree_param":{"num_nodes":"3"}}
            """;

        Refused(XGBoostJson.Read, WithTrees(string.Join(',', Enumerable.Repeat(Tree, 300))), "learner.gradient_booster.model.trees[256]: with a split on kind, which has 65536 categories, the splits tell of 16842752 categories altogether; expected at most 16777216");
    }

    [Theory]
    [InlineData(',', 33_554_432, "values")]
    [InlineData(':', 4_194_304, "properties")]
    public void Json_that_is_nothing_but_punctuation_is_refused_before_it_is_parsed(char sign, int most, string things) =>
        Refused(XGBoostJson.Read, new string(sign, most + 1), $"some {most + 1} {things}, by its signs '{sign}'; expected at most {most}", bytesAByte: 1);

    [Fact]
    public void Countless_fields_are_refused() =>
        Refused(LightGBMText.Read, ModelText.LightGBM.With("num_leaves=3", string.Concat(Enumerable.Range(0, 101).Select(i => $"k{i}=\n"))), "'k100=' is one more field; expected at most 100");

    [Fact]
    public void Fields_that_are_not_asked_for_are_not_kept()
    {
        const int Trees = 5_000;
        var others = string.Concat(Enumerable.Range(0, 98).Select(i => $"k{i}\n"));
        var text = $"{LightGBMHeader}{string.Concat(Enumerable.Range(0, Trees).Select(t => $"Tree={t}\nnum_leaves=1\nleaf_value=0\n{others}"))}end of trees\n";

        Assert.Equal(Trees, Bounded(LightGBMText.Read, text, bytesAByte: 10)!.Trees.Count);
    }

    [Fact]
    public void Words_that_are_too_long_are_refused_and_not_quoted_whole()
    {
        var word = new string('w', 1_000_000);

        Refused(LightGBMText.Read, ModelText.LightGBM.With("num_leaves=3", word), "begins with a name of 1000000 bytes; expected at most 1000", bytesAByte: 1);
        Refused(LightGBMText.Read, ModelText.LightGBM.With("feature_names=age", "feature_names=" + word), "of 1000000 bytes as entry 0; expected names of at most 1000 bytes", bytesAByte: 1);
        Refused(LightGBMText.Read, ModelText.LightGBM.With("0:1:2", word), "for column 1", bytesAByte: 1);
        Refused(LightGBMText.Read, ModelText.LightGBM.With("Tree=0", "Tree=0" + new string('w', 8_000_000)), "expected 'Tree=0'", bytesAByte: 1);
        Refused(XGBoostJson.Read, ModelText.XGBoost.With("age", word), "learner.feature_names[0] is \"www");
        Refused(XGBoostJson.Read, ModelText.XGBoost.With("\"num_feature\":\"2\"", $"\"num_feature\":[\"{word}\"]"), "num_feature is [\"www");
        Refused(XGBoostJson.Read, ModelText.XGBoost.With("binary:logistic", word), "learner.objective.name is \"www");
        Refused(XGBoostJson.Read, ModelText.XGBoost.With("\"version\"", $"\"{word}\":1,\"{word}\""), "no JSON");
    }

    [Fact]
    public void What_cannot_be_seen_is_written_out()
    {
        Refused(LightGBMText.Read, ModelText.LightGBM.With("version=v4", "version=v4\u001b[2J\u0007"), @"'v4\u001b[2J\u0007'");
        Refused(XGBoostJson.Read, ModelText.XGBoost.With("\"gbtree\"", "\"a\u0085b\u2028c\""), @"name is ""a\u0085b\u2028c""");
        Refused(LightGBMText.Read, ModelText.LightGBM.With("feature_names=age", "feature_names=a\u001bge"), @"feature_names has 'a\u001bge' as entry 0; expected names in UTF-8 without control characters or others that cannot be seen");
        Refused(XGBoostJson.Read, ModelText.XGBoost.With("\"age\"", "\"a\\u001bge\""), @"learner.feature_names[0] is ""a\u001bge""; expected a text without control characters");
        // Nor is a character cut in two.
        Refused(LightGBMText.Read, ModelText.LightGBM.With("0:1:2", "v" + new string('ä', 100)), $"'v{new string('ä', 39)}...'");
        Refused(XGBoostJson.Read, ModelText.XGBoost.With("\"gbtree\"", $"\"{string.Concat(Enumerable.Repeat("\U0001F333", 100))}\""), "is \"" + string.Concat(Enumerable.Repeat("\U0001F333", 19)) + "...;");
    }

    [Theory]
    [InlineData("\u007f", @"\u007f")]
    [InlineData("\u009b31m", @"\u009b31m")]
    [InlineData("\u202e", @"\u202e")]
    [InlineData("\u2028", @"\u2028")]
    [InlineData("\ue000", @"\ue000")]
    public void A_name_with_what_cannot_be_seen_is_refused(string unseen, string told)
    {
        Refused(LightGBMText.Read, ModelText.LightGBM.With("feature_names=age", $"feature_names=a{unseen}ge"), $"feature_names has 'a{told}ge' as entry 0; expected names in UTF-8");
        Refused(XGBoostJson.Read, ModelText.XGBoost.With("\"age\"", $"\"a{unseen}ge\""), $"learner.feature_names[0] is \"a{told}ge\"; expected a text without");
    }

    [Fact]
    public void Names_in_any_script_are_read()
    {
        foreach (var name in new[] { "\u00e4lter", "\u5e74\u9f62", "\u0639\u0645\u0631", "\U0001F333" })
        {
            Assert.Equal(name, ModelText.ReadLightGBM(ModelText.LightGBM.With("feature_names=age", $"feature_names={name}")).Columns[0].Name);
            Assert.Equal(name, ModelText.ReadXGBoost(ModelText.XGBoost.With("\"age\"", $"\"{name}\"")).Columns[0].Name);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xff })]
    [InlineData(new byte[] { 0xc3 })]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 })]
    public void A_name_of_LightGBM_that_is_no_text_is_refused(byte[] odd)
    {
        var at = ModelText.LightGBM.IndexOf("age", StringComparison.Ordinal);
        byte[] bytes = [.. Encoding.UTF8.GetBytes(ModelText.LightGBM[..at]), .. odd, .. Encoding.UTF8.GetBytes(ModelText.LightGBM[at..])];

        Assert.Contains("as entry 0; expected names in UTF-8", Assert.Throws<ModelFormatException>(() => LightGBMText.Read(bytes)).Message, StringComparison.Ordinal);
    }

    private static string WithTrees(string trees)
    {
        var start = ModelText.XGBoost.IndexOf("\"trees\":[{", StringComparison.Ordinal);
        var end = ModelText.XGBoost.IndexOf("]},\"name\":\"gbtree\"", StringComparison.Ordinal);
        return $"{ModelText.XGBoost[..start]}\"trees\":[{trees}{ModelText.XGBoost[end..]}".With("\"num_trees\":\"1\"", "\"num_trees\":\"300\"").With("\"tree_info\":[0],", "");
    }

    private static void Refused(Func<ReadOnlyMemory<byte>, TreeEnsemble> read, string text, string told, int bytesAByte = BytesAByte)
    {
        var error = Assert.Throws<ModelFormatException>(() => Bounded(read, text, bytesAByte));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        SpoiledFile.CheckMessage(error.Message);
    }

    /// <summary>Reads, and fails where that takes more memory than a file of the size should.</summary>
    private static TreeEnsemble? Bounded(Func<ReadOnlyMemory<byte>, TreeEnsemble> read, string text, int bytesAByte)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return read(bytes);
        }
        finally
        {
            var taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(taken <= BytesOfAnyFile + ((long)bytesAByte * bytes.Length), $"{bytes.Length} bytes took {taken}.");
        }
    }
}
