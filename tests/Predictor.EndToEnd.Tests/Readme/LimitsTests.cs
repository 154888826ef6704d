using System.Globalization;
using System.Text.Json.Nodes;
using Predictor.EndToEnd.Tests.Processes;
using Xunit;

namespace Predictor.EndToEnd.Tests.Readme;

/// <summary>What the page of limits says of the shipped models is what their metrics say.</summary>
public sealed class LimitsTests
{
    private static readonly string Page = PrintedPage.Read(Path.Combine("docs", "limits.md")).All;

    [Fact]
    public void The_gain_over_a_regression_is_that_of_the_shipped_models()
    {
        var lines = "| held-out clients of | horizon | gain in AUC (95 % interval) | gain in scaled Brier score (95 % interval) | shown to be better |\n|---|---|---|---|---|\n"
            + Line("`models/demo`, simulated", Repository.DemoModel, "28") + Line("`models/ctn0027`, real", Repository.SampleModel, "28") + Line("`models/ctn0027`, real", Repository.SampleModel, "0");

        Assert.True(Page.Contains(lines, StringComparison.Ordinal), $"docs/limits.md does not have these lines:\n{lines}");
    }

    [Fact]
    public void The_number_of_trial_clients_is_that_of_the_sample()
    {
        var clients = File.ReadLines(Path.Combine(Repository.Sample, "episodes.csv")).Count() - 1;

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"is {clients:N0} clients of a trial"), Page, StringComparison.Ordinal);
    }

    private static string Line(string name, string model, string horizon)
    {
        var metrics = JsonNode.Parse(File.ReadAllBytes(Path.Combine(model, "metrics.json")))!;
        var gain = metrics["byHorizon"]![horizon]!["baselines"]!["logistic"]!;
        return $"| {name} | {horizon} days | {Told(gain, "aucGain")} | {Told(gain, "scaledBrierGain")} | {((bool)gain["isBeaten"]! ? "yes" : "no")} |\n";
    }

    private static string Told(JsonNode gain, string figure)
    {
        var interval = gain[$"{figure}Ci"]!.AsArray();
        return string.Create(CultureInfo.InvariantCulture, $"{(double)gain[figure]!:0.000} ({(double)interval[0]!:0.000} to {(double)interval[1]!:0.000})");
    }
}
