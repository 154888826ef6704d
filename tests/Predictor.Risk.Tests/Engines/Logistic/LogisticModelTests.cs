using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Predictor.Risk.Engines.Logistic;
using Xunit;

namespace Predictor.Risk.Tests.Engines.Logistic;

public class LogisticModelTests
{
    private static readonly LogisticModel Model =
        (LogisticModel)new LogisticEngine(new LogisticSettings { Penalties = [0.01] }).Train(ReferenceData.Mixed(), null, default).Model;

    [Fact]
    public void Contributions_sum_with_the_baseline_to_the_log_odds()
    {
        var numbers = Gen.OneOf(Gen.Choose(-2000, 2000).Select(n => n / 100.0), Gen.Elements(double.NaN, 1e300, -1e300));
        var property = Prop.ForAll(Gen.ArrayOf(numbers, 4).ToArbitrary(), row =>
        {
            var contributions = new double[4];
            Model.Contribute(row, contributions);
            return Math.Abs(Model.BaselineLogOdds + contributions.Sum() - Model.LogOdds(row)) <= 1e-9;
        });

        Check.One(Config.QuickThrowOnFailure.WithReplay(17, 19), property);
    }

    [Fact]
    public void A_category_that_training_did_not_know_says_nothing()
    {
        var contributions = new double[4];
        foreach (var unknown in new[] { double.NaN, 3, -1, 0.5 })
        {
            Model.Contribute([0.5, 5, unknown, 4], contributions);
            Assert.Equal(0, contributions[2]);
        }

        Model.Contribute([0.5, 5, 1, 4], contributions);
        Assert.NotEqual(0, contributions[2]);
    }

    [Fact]
    public void A_missing_number_speaks_through_its_indicator_and_a_constant_not_at_all()
    {
        var contributions = new double[4];
        Model.Contribute([0.5, double.NaN, 1, 99], contributions);

        var missing = Model.Data.Terms[1].Missing!;
        Assert.Equal(missing.LogOdds * (1 - missing.Share), contributions[1]);
        Assert.Null(Model.Data.Terms[0].Missing);
        Assert.Equal(0, contributions[3]);
    }

    [Fact]
    public void A_model_survives_json_to_the_last_bit()
    {
        var json = JsonSerializer.Serialize(Model.Data);
        var read = new LogisticModel(JsonSerializer.Deserialize<LogisticModelData>(json)!, ReferenceData.Mixed().Columns);

        var rows = ReferenceData.Mixed();
        Assert.All(Enumerable.Range(0, rows.RowCount), i => Assert.Equal(Model.LogOdds(rows.Row(i)), read.LogOdds(rows.Row(i))));
        Assert.Equal(json, JsonSerializer.Serialize(read.Data));
    }

    [Theory]
    [InlineData("\"Feature\":\"a\"", "\"Feature\":\"z\"", "terms[0].feature is z; expected a")]
    [InlineData("\"Code\":1", "\"Code\":7", "terms[2].levels[1].code is 7; expected 0 to 2")]
    [InlineData("\"From\":0", "\"From\":900", "terms[0].ramps[0].to is")]
    [InlineData("\"Share\":0", "\"Share\":5", "share is 5")]
    [InlineData("\"Terms\"", "\"Words\"", "terms is missing")]
    public void A_changed_model_is_refused_by_field(string text, string by, string message)
    {
        var json = JsonSerializer.Serialize(Model.Data);
        var at = json.IndexOf(text, StringComparison.Ordinal);
        var data = JsonSerializer.Deserialize<LogisticModelData>(json[..at] + by + json[(at + text.Length)..])!;

        var error = Assert.Throws<ArgumentException>(() => new LogisticModel(data, ReferenceData.Mixed().Columns));
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void A_row_of_another_length_is_refused() => Assert.Contains("3 entries; expected 4", Assert.Throws<ArgumentException>(() => Model.LogOdds([1, 2, 3])).Message);

    [Fact]
    public void Scoring_allocates_nothing()
    {
        double[] row = [0.5, double.NaN, 1, 4];
        var contributions = new double[4];
        Model.LogOdds(row);
        Model.Contribute(row, contributions);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Model.LogOdds(row);
            Model.Contribute(row, contributions);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
