using Predictor.Risk.Evaluation.Examples;
using Predictor.Risk.Tests.Training;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Examples;

public sealed class BandExamplesTests
{
    private static BandExample Example => TrainedClinic.Model.Metrics.ByHorizon[28].Example!;

    [Fact]
    public void Families_lead_from_the_baseline_to_the_risk()
    {
        Assert.Equal(Example.LogOdds, Example.BaselineLogOdds + Example.Families.Sum(f => f.LogOdds), 1e-9);
    }

    [Fact]
    public void The_mean_log_odds_lie_within_the_band()
    {
        var bands = TrainedClinic.Package.HeadOf(28)!.Bands;
        var (from, to) = Example.Band switch { "high" => (bands.High, bands.VeryHigh), "very-high" => (bands.VeryHigh, 1), _ => (bands.Moderate, bands.High) };

        Assert.InRange(1 / (1 + Math.Exp(-Example.LogOdds)), from, to);
    }

    [Fact]
    public void It_is_made_of_many_clients_and_tells_the_largest_first()
    {
        Assert.True(Example.Clients >= BandExample.FewestClients);
        Assert.True(Example.Rows >= Example.Clients);
        Assert.Equal(Example.Features.OrderByDescending(f => Math.Abs(f.LogOdds)).Select(f => f.Code), Example.Features.Select(f => f.Code));
        Assert.All(Example.Features, f => Assert.InRange(f.Missing, 0, 1));
    }

    [Fact]
    public void Of_few_clients_there_is_none()
    {
        var head = TrainedClinic.Package.HeadOf(28)!;
        var features = TrainedClinic.Package.Features;
        var high = (head.Bands.High + head.Bands.VeryHigh) / 2;
        var values = new double[40 * features.Count];
        Array.Fill(values, double.NaN);

        Assert.Null(BandExamples.Of(head, features, values, [.. Enumerable.Repeat(high, 40)], [.. Enumerable.Range(0, 40).Select(row => row % 19)], CancellationToken.None));
        Assert.NotNull(BandExamples.Of(head, features, values, [.. Enumerable.Repeat(high, 40)], [.. Enumerable.Range(0, 40).Select(row => row % 20)], CancellationToken.None));
    }
}
