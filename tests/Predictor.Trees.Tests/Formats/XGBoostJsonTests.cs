using System.Text;
using System.Text.Json.Nodes;
using Predictor.Trees.Formats;
using Predictor.Trees.Tests.Reference;
using Xunit;

namespace Predictor.Trees.Tests.Formats;

/// <summary>Against the xgboost that the system packages, on rows at the edges of its splits.</summary>
public sealed class XGBoostJsonTests(XGBoostJsonTests.Models models) : IClassFixture<XGBoostJsonTests.Models>
{
    private const int Columns = 5;

    [Theory]
    [InlineData("numbers")]
    [InlineData("categories")]
    [InlineData("one-hot")]
    [InlineData("pruned")]
    [InlineData("stumps")]
    [InlineData("forest")]
    public void Every_row_falls_into_the_leaves_that_xgboost_finds(string name)
    {
        var ensemble = XGBoostJson.Read(models.Bytes(name));
        var (rows, margins) = models.Scored(name);
        Assert.Equal(2_000, margins.Length);
        Assert.True(margins.Distinct().Count() > 5);
        for (var r = 0; r < margins.Length; r++)
        {
            var row = rows.AsSpan(r * Columns, Columns);
            // Summed as xgboost sums, the leaves give its margin to the last bit.
            var (single, largest) = ((float)ensemble.BaseScore, (float)Math.Abs(ensemble.BaseScore));
            foreach (var tree in ensemble.Walked)
            {
                single += (float)tree.Score(row);
                largest = Math.Max(largest, Math.Abs(single));
            }

            if (single != margins[r]) Assert.Fail($"Row {r}, {string.Join(", ", row.ToArray())}: {single:R}, by xgboost {margins[r]:R}.");
            // Each of its sums is rounded by at most half a unit in the last of 24 bits.
            Assert.Equal(margins[r], ensemble.Score(row), (ensemble.Trees.Count + 1) * Math.ScaleB(1, -24) * largest);
        }
    }

    [Fact]
    public void The_spelling_of_newer_versions_is_read_alike()
    {
        var text = Encoding.UTF8.GetString(models.Bytes("numbers"));
        Assert.Contains("\"3.61E-1\"", text, StringComparison.Ordinal);
        RequireSame("numbers", text.Replace("\"3.61E-1\"", "\"[3.61E-1]\"", StringComparison.Ordinal));
    }

    [Fact]
    public void The_fields_of_older_versions_suffice()
    {
        var model = JsonNode.Parse(models.Bytes("numbers"))!;
        model["learner"]!.AsObject().Remove("feature_names");
        model["learner"]!.AsObject().Remove("feature_types");
        model["learner"]!["learner_model_param"]!.AsObject().Remove("num_target");
        foreach (var tree in model["learner"]!["gradient_booster"]!["model"]!["trees"]!.AsArray().Select(t => t!.AsObject()))
        {
            foreach (var name in tree.Select(p => p.Key).Where(k => k.StartsWith("categories", StringComparison.Ordinal) || k == "split_type").ToList()) tree.Remove(name);
            tree["default_left"] = new JsonArray([.. tree["default_left"]!.AsArray().Select(d => JsonValue.Create((int)d! == 1))]);
        }

        Assert.Equal(["f0", "f1", "f2", "f3", "f4"], RequireSame("numbers", model.ToJsonString()).Columns.Select(c => c.Name));
    }

    [Fact]
    public void Names_and_categories_are_read()
    {
        var ensemble = XGBoostJson.Read(models.Bytes("categories"));

        Assert.Equal(["a", "b", "kind", "count", "whole"], ensemble.Columns.Select(c => c.Name));
        Assert.Equal([false, false, true, false, false], ensemble.Columns.Select(c => c.IsCategorical));
    }

    [Fact]
    public void Thresholds_are_the_largest_doubles_that_the_cast_sends_left()
    {
        var random = new Random(1);
        var conditions = Enumerable.Range(0, 100_000).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))).Where(float.IsFinite)
            .Concat([0, -0f, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, 1, -1]);
        foreach (var condition in conditions)
        {
            var threshold = SingleThreshold.Below(condition);
            Assert.True((float)threshold < condition, $"{condition:R}");
            Assert.False((float)Math.BitIncrement(threshold) < condition, $"{condition:R}");
        }
    }

    private TreeEnsemble RequireSame(string name, string text)
    {
        var (first, second) = (XGBoostJson.Read(models.Bytes(name)), XGBoostJson.Read(Encoding.UTF8.GetBytes(text)));
        foreach (var row in models.Scored(name).Rows.Chunk(Columns)) Assert.Equal(first.Score(row), second.Score(row));
        return second;
    }

    public sealed class Models : IDisposable
    {
        private readonly PythonScript _xgboost = new("xgboost_models.py");

        public byte[] Bytes(string name) => Encoding.UTF8.GetBytes(_xgboost.Text($"{name}.json"));

        public (double[] Rows, double[] Margins) Scored(string name) => (_xgboost.Numbers($"{name}.rows.bin"), _xgboost.Numbers($"{name}.margins.bin"));

        public void Dispose() => _xgboost.Dispose();
    }
}
