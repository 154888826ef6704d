using System.Text.Json;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Landmarks;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly JsonSerializerOptions CamelCase = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly string[] StatisticNames =
    [
        "rows", "clients", "positives", "censored", "prevalence", "auc", "aucCi", "averagePrecision", "averagePrecisionCi", "brier", "brierCi", "scaledBrier", "scaledBrierCi",
        "logLoss", "logLossCi", "calibrationIntercept", "calibrationInterceptCi", "calibrationSlope", "calibrationSlopeCi", "ici", "iciCi", "e50", "e50Ci", "e90", "e90Ci",
    ];

    private static readonly CensoredRows Censored = new() { Attended = 4, Missed = 3, Cancelled = 2, Silent = 1 };

    [Fact]
    public void Json_has_the_promised_shape()
    {
        var json = JsonSerializer.SerializeToElement(Evaluate(Mixed(200)), CamelCase);

        Assert.Equal([.. StatisticNames, "byLandmark", "notYetGone", "baselines", "byGroup", "decisionCurve", "capacityCurve", "curves"], Names(json));
        Assert.Equal(["attended", "missed", "cancelled", "silent"], Names(json.GetProperty("byLandmark")));
        Assert.All(json.GetProperty("byLandmark").EnumerateObject(), kind => Assert.Equal(StatisticNames, Names(kind.Value)));
        Assert.Equal(StatisticNames, Names(json.GetProperty("notYetGone")));
        Assert.Equal(["base-rate", "guess"], Names(json.GetProperty("baselines")));
        Assert.Equal([.. StatisticNames, "aucGain", "aucGainCi", "scaledBrierGain", "scaledBrierGainCi", "isBeaten"], Names(json.GetProperty("baselines").GetProperty("guess")));
        Assert.Equal(["group", .. StatisticNames], Names(json.GetProperty("byGroup").GetProperty("half")[0]));
        Assert.Equal(2, json.GetProperty("aucCi").GetArrayLength());
        Assert.True(json.GetProperty("aucCi")[0].GetDouble() < json.GetProperty("auc").GetDouble());
        Assert.True(json.GetProperty("auc").GetDouble() < json.GetProperty("aucCi")[1].GetDouble());
    }

    [Fact]
    public void Json_reads_back_to_the_same_json()
    {
        var json = JsonSerializer.Serialize(Evaluate(Mixed(40)), CamelCase);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<EvaluationResult>(json, CamelCase), CamelCase));
    }

    [Fact]
    public void Each_part_is_the_evaluation_of_its_own_rows()
    {
        var rows = Mixed(200);
        var result = Evaluate(rows);
        var missed = rows.Where(row => rows.Kinds[row] == LandmarkKind.Missed);
        var notYetGone = rows.Where(row => rows.NotYetGone[row]);

        Assert.Equal(rows.Count, result.Rows);
        Assert.Equal(200, result.Clients);
        Assert.Equal(rows.Labels.Count((byte)1), result.Positives);
        Assert.Equal(TestRows.Auc(rows), result.Auc);
        Assert.Equal(missed.Count, result.ByLandmark.Missed.Rows);
        Assert.Equal(TestRows.Auc(missed), result.ByLandmark.Missed.Auc);
        Assert.Equal(notYetGone.Count, result.NotYetGone.Rows);
        Assert.Equal(TestRows.Auc(notYetGone), result.NotYetGone.Auc);
        var odd = rows.Where(row => row % 3 != 2 && row % 2 == 1);
        Assert.Equal("odd", result.ByGroup["half"][1].Group);
        Assert.Equal(odd.Count, result.ByGroup["half"][1].Rows);
        Assert.Equal(TestRows.Auc(odd), result.ByGroup["half"][1].Auc);
        Assert.Equal(rows.Count, result.Baselines["guess"].Rows);
        Assert.Equal(1 - TestRows.Auc(rows), result.Baselines["guess"].Auc!.Value, 1e-12);
        Assert.Equal(0.5, result.Baselines["base-rate"].Auc);
    }

    [Fact]
    public void Prevalence_is_weighted_and_positives_are_not()
    {
        var result = Evaluate(TestRows.Of([.3, .4], [1, 0], [3, 1]));

        Assert.Equal(1, result.Positives);
        Assert.Equal(0.75, result.Prevalence);
    }

    [Fact]
    public void Censored_rows_are_passed_on()
    {
        var result = Evaluate(Mixed(40));

        Assert.Equal(10, result.Censored);
        Assert.Equal(10, result.Baselines["guess"].Censored);
        Assert.Equal(4, result.ByLandmark.Attended.Censored);
        Assert.Equal(3, result.ByLandmark.Missed.Censored);
        Assert.Equal(2, result.ByLandmark.Cancelled.Censored);
        Assert.Equal(1, result.ByLandmark.Silent.Censored);
        Assert.Null(result.NotYetGone.Censored);
    }

    [Fact]
    public void What_is_not_defined_is_null_with_the_reason()
    {
        var result = Evaluate(TestRows.Of([.3, .4], [0, 0]));
        var json = JsonSerializer.SerializeToElement(result, CamelCase);

        Assert.Equal(JsonValueKind.Null, json.GetProperty("auc").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("aucCi").ValueKind);
        Assert.Equal(0, result.Prevalence);
        Assert.NotNull(result.Brier);
        Assert.Equal(
            ["auc", "averagePrecision", "calibrationIntercept", "calibrationSlope", "intervals", "scaledBrier"], Names(json.GetProperty("undefined")));
        Assert.Equal("no row with label 1", json.GetProperty("undefined").GetProperty("calibrationSlope").GetString());
        Assert.Equal(0, result.ByLandmark.Silent.Rows);
        Assert.Null(result.ByLandmark.Silent.Prevalence);
        Assert.Equal("no rows", result.ByLandmark.Silent.Undefined!["ici"]);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var rows = Mixed(40);

        Assert.Throws<ArgumentException>(() => Evaluate(rows, new EvaluationOptions { BootstrapRepeats = 39 }));
        Assert.Throws<ArgumentException>(() => Evaluate(rows, new EvaluationOptions { BootstrapRepeats = -1 }));
        Assert.Throws<ArgumentException>(() => Evaluate(rows, new EvaluationOptions { MaxThreads = 0 }));
        Assert.Equal(
            "no bootstrap was asked for", Evaluate(rows, new EvaluationOptions { BootstrapRepeats = 0 }).Undefined!["intervals"]);
    }

    [Fact]
    public void Can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => Evaluator.Evaluate(
            Mixed(40), Censored, [], null, null, new Dictionary<string, double[]>(), new EvaluationOptions(), null, new CancellationToken(canceled: true)));

    private static EvaluationResult Evaluate(ScoredRows rows, EvaluationOptions? options = null)
    {
        double[] guess = [.. rows.Probabilities.ToArray().Select(p => 1 - p)];
        double[] baseRate = [.. guess.Select(_ => .4)];
        return Evaluator.Evaluate(
            rows,
            Censored,
            [new RowGrouping("half", ["even", "odd"], [.. Enumerable.Range(0, rows.Count).Select(row => row % 3 == 2 ? -1 : row % 2)])],
            watch: null,
            fairness: null,
            new Dictionary<string, double[]> { ["guess"] = guess, ["base-rate"] = baseRate },
            options ?? new EvaluationOptions(),
            progress: null,
            CancellationToken.None);
    }

    /// <summary>Rows of all four kinds, a third of them after a spell has begun.</summary>
    private static ScoredRows Mixed(int clientCount)
    {
        var rows = TestRows.Simulated(clientCount, 1, 9);
        var (kinds, notYetGone) = (new LandmarkKind[rows.Count], new bool[rows.Count]);
        for (var row = 0; row < kinds.Length; row++)
        {
            kinds[row] = (LandmarkKind)(row % 4);
            notYetGone[row] = row % 3 != 0;
        }

        return new ScoredRows(
            rows.Probabilities.ToArray(), rows.Labels.ToArray(), rows.Weights.ToArray(), rows.Clients.ToArray(), kinds, notYetGone);
    }

    private static string[] Names(JsonElement json) => [.. json.EnumerateObject().Select(property => property.Name)];
}
