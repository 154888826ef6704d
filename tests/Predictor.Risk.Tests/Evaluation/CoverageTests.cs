using System.Globalization;
using Predictor.Risk.Evaluation;
using Predictor.Testing;
using Predictor.Trees.Numerics;
using Xunit;
using Xunit.Abstractions;

namespace Predictor.Risk.Tests.Evaluation;

/// <summary>An interval of 95 % has to hold the truth in 95 of 100 data sets, not more and not less.</summary>
[Trait("Category", "Long")]
public sealed class CoverageTests(ITestOutputHelper output)
{
    private const int Clients = 500;

    private static readonly int DataSets = CheckScale.Value == 1 ? 60 : 2000;

    /// <summary>The truth of the AUC is Phi(1 / sqrt 2): scipy.stats.norm.cdf(1 / np.sqrt(2)).</summary>
    [Fact]
    public void Intervals_of_the_auc_hold_the_truth() => Holds(Figure.Auc, 0.7602499389065233, dataSet => TestRows.Simulated(Clients, difference: 1, dataSet));

    /// <summary>Labels are drawn with the probabilities told, so that the slope is 1.</summary>
    [Fact]
    public void Intervals_of_the_calibration_slope_hold_the_truth() => Holds(Figure.CalibrationSlope, 1, Calibrated);

    private void Holds(Figure figure, double truth, Func<ulong, ScoredRows> make)
    {
        var (held, below) = (0, 0);
        Parallel.For(0, DataSets, dataSet =>
        {
            var rows = make((ulong)dataSet + 1000);
            var draws = new ClientDraws(rows, new EvaluationOptions { Seed = (ulong)dataSet, MaxThreads = 1 });
            var repeats = ClientBootstrap.Of(rows, RankedPredictions.Of(rows), Clients, draws, withCurve: false, CancellationToken.None, out _)!;
            var interval = repeats.Interval(figure).Value!.Value;
            if (interval.Upper < truth) Interlocked.Increment(ref below);
            else if (interval.Lower <= truth) Interlocked.Increment(ref held);
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figure}: {held} of {DataSets} intervals hold the truth ({held / (double)DataSets:P2}), {below} lie below it"));

        // With 2,000 data sets the share is known to half a percent; with 60 chance alone leaves much wider bounds.
        if (DataSets == 2000) Assert.InRange(held / (double)DataSets, 0.94, 0.96);
        else Assert.InRange(held, 51, 60);
    }

    private static ScoredRows Calibrated(ulong seed)
    {
        var random = SplitMix64.ForStream(seed, Clients);
        var (probabilities, labels, weights, clients) = (new List<double>(), new List<byte>(), new List<double>(), new List<int>());
        for (var client = 0; client < Clients; client++)
        {
            // Rows of one client are alike in what is predicted, and so in what comes.
            var level = -1.5 + (3 * Uniform(ref random));
            for (var row = 1 + random.NextBelow(4); row > 0; row--)
            {
                var probability = 1 / (1 + Math.Exp(-(level + Uniform(ref random) - 0.5)));
                probabilities.Add(probability);
                labels.Add((byte)(Uniform(ref random) < probability ? 1 : 0));
                weights.Add(1 + (random.NextBelow(3) / 2.0));
                clients.Add(client);
            }
        }

        return TestRows.Of([.. probabilities], [.. labels], [.. weights], [.. clients]);
    }

    private static double Uniform(ref SplitMix64 random) => (random.Next() >> 11) / 9007199254740992.0;
}
