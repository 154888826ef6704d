using System.Text.Json;
using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation.Baselines;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Baselines;

public sealed class RuleBaselineTests
{
    private const string Misses = "attendance.misses-28d";

    [Fact]
    public void A_step_predicts_its_weighted_rate_drawn_one_row_towards_the_base_rate()
    {
        // Base rate 6 / 16; steps 0: 1 of 8, 1: 3 of 4, 2: none, 3 or more: 2 of 2, missing: 0 of 2.
        var rows = Table([Misses], [0, 0, 1, 1, 3, 5, double.NaN], [1, 0, 1, 0, 1, 1, 0], [1, 7, 3, 1, 1, 1, 2]);
        var fitted = new RuleBaseline("misses-in-4-weeks", [Misses], [1, 2, 3]).Fit(rows);
        const double Base = 6 / 16.0;

        Assert.Equal((1 + Base) / 9, fitted.Predict(0), 1e-15);
        Assert.Equal((3 + Base) / 5, fitted.Predict(1), 1e-15);
        Assert.Equal(Base, fitted.Predict(2), 1e-15);
        Assert.Equal((2 + Base) / 3, fitted.Predict(3), 1e-15);
        Assert.Equal((2 + Base) / 3, fitted.Predict(20), 1e-15);
        Assert.Equal(Base / 3, fitted.Predict(double.NaN), 1e-15);
    }

    [Fact]
    public void A_value_at_a_cut_point_belongs_to_the_step_above()
    {
        var fitted = new FittedRuleBaseline("two", ["f"], [7, 14], [.1, .2, .3], .4);

        Assert.Equal(.1, fitted.Predict(6.99));
        Assert.Equal(.2, fitted.Predict(7));
        Assert.Equal(.2, fitted.Predict(13.99));
        Assert.Equal(.3, fitted.Predict(14));
        Assert.Equal(.1, fitted.Predict(double.NegativeInfinity));
    }

    [Fact]
    public void The_base_rate_is_the_weighted_prevalence_of_the_training_side()
    {
        var fitted = RuleBaselines.All[0].Fit(Table([], [], [1, 0, 0], [3, 1, 2]));

        Assert.Equal("base-rate", fitted.Name);
        Assert.Equal(0.5, fitted.Predict(double.NegativeZero), 1e-15);
        Assert.Equal([.5, .5], Predict(fitted, Table([], [], [0, 1], [1, 1])));
    }

    [Fact]
    public void Rules_whose_feature_the_table_lacks_are_left_out()
    {
        var all = Table(
            ["attendance.misses-in-a-row", Misses, "scheduling.has-next-booking", "attendance.days-since-attended"],
            [0, 0, 1, 3, 2, 2, double.NaN, 9], [0, 1], [1, 1]);

        Assert.Equal(
            ["base-rate", "misses-in-4-weeks", "last-session-missed", "two-misses-in-a-row", "days-since-attended", "no-next-booking"],
            RuleBaselines.Fit(all).Select(fitted => fitted.Name));
        Assert.Equal(
            ["base-rate", "last-session-missed", "two-misses-in-a-row"],
            RuleBaselines.Fit(Table(["attendance.misses-in-a-row"], [0, 1], [0, 1], [1, 1])).Select(fitted => fitted.Name));
    }

    [Fact]
    public void The_feature_is_found_by_its_code_wherever_it_stands()
    {
        var fitted = new FittedRuleBaseline("any", [Misses], [1], [.1, .9], .5);

        Assert.Equal([.9, .1, .5], Predict(fitted, Table(["other", Misses], [0, 4, 4, 0, 0, double.NaN], [0, 0, 0], [1, 1, 1])));
    }

    [Fact]
    public void A_missing_feature_is_named()
    {
        var fitted = new FittedRuleBaseline("any", [Misses], [1], [.1, .9], .5);
        var error = Assert.Throws<ArgumentException>(() => Predict(fitted, Table(["other"], [0], [0], [1])));

        Assert.Contains("none of code attendance.misses-28d", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_rows_of_one_label_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => RuleBaselines.Fit(Table([], [], [0, 0], [1, 1])));

        Assert.StartsWith(
            "Baseline base-rate: the share of label 1 among 2 training rows is 0; expected rows of both labels.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RuleBaselines.Fit(Table([], [], [], [])));
    }

    [Fact]
    public void Read_back_from_json_it_predicts_the_same_bits()
    {
        var rows = Table([Misses], [0, 0, 1, 1, 3, 5, double.NaN], [1, 0, 1, 0, 1, 1, 0], [1.1, 7.7, 3.3, 1.2, 1.3, 1.7, 2.9]);
        var fitted = RuleBaselines.Fit(rows);

        var back = JsonSerializer.Deserialize<List<FittedRuleBaseline>>(
            JsonSerializer.Serialize(fitted, JsonSerializerOptions.Web), JsonSerializerOptions.Web)!;

        Assert.Equal(fitted.Select(one => one.Name), back.Select(one => one.Name));
        for (var i = 0; i < fitted.Count; i++)
            Assert.Equal(Predict(fitted[i], rows), Predict(back[i], rows));
    }

    [Theory]
    [InlineData(new[] { 1.0 }, new[] { .1 }, .5, "Baseline b has 1 rates; expected 2")]
    [InlineData(new[] { 2.0, 2.0 }, new[] { .1, .1, .1 }, .5, "Baseline b: cut point 1 is 2; expected more than 2")]
    [InlineData(new double[0], new[] { 1.0 }, .5, "Baseline b: a rate is 1; expected between 0 and 1")]
    [InlineData(new double[0], new[] { .1 }, double.NaN, "Baseline b: a rate is NaN; expected between 0 and 1")]
    public void A_broken_rule_is_refused(double[] cutPoints, double[] rates, double missingRate, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new FittedRuleBaseline("b", ["f"], cutPoints, rates, missingRate));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_features_the_largest_counts_and_missing_ones_do_not()
    {
        var fitted = new FittedRuleBaseline("any", ["a", "b"], [1], [.1, .9], .5);

        Assert.Equal([.9, .9, .1, .1, .5], Predict(fitted, Table(["b", "a"], [0, 1, 1, double.NaN, 0, 0, double.NaN, 0, double.NaN, double.NaN], [0, 0, 0, 0, 0], [1, 1, 1, 1, 1])));
        Assert.Equal([.9], Predict(fitted, Table(["b"], [1], [0], [1])));
    }

    private static double[] Predict(FittedRuleBaseline rule, TrainingRows rows) => rule.Predict(rows.Columns, rows.Values, rows.RowCount);

    private static TrainingRows Table(string[] codes, double[] values, byte[] labels, double[] weights) => new()
    {
        Columns = [.. codes.Select(code => new FeatureColumn(code, null, 0))],
        Values = values,
        Labels = labels,
        Weights = weights,
        Clients = new int[labels.Length],
        Folds = new int[labels.Length],
        FoldCount = 1,
    };
}
