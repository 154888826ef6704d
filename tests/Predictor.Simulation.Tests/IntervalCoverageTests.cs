using System.Globalization;
using Predictor.Care.Outcome;
using Predictor.Care.Reading;
using Predictor.Risk;
using Predictor.Risk.Engines;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;
using Predictor.Risk.Training;
using Predictor.Simulation.Truth;
using Predictor.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Predictor.Simulation.Tests;

/// <summary>An interval of 90 % has to hold the risk that the records tell of at nine landmarks of ten, found by nested simulation for clients that were held out.</summary>
[Trait("Category", "Long")]
public sealed class IntervalCoverageTests(ITestOutputHelper output)
{
    private const int LandmarksOfClient = 4;

    private sealed record Row(int Client, double Truth, double OfHistory, double Probability, double Lower, double Upper);

    public static TheoryData<int, int> Clinics => CheckScale.Value == 1 ? new() { { 1200, 21 } } : new() { { 1200, 21 }, { 2000, 22 }, { 5000, 23 } };

    [Theory]
    [MemberData(nameof(Clinics))]
    public void Intervals_hold_the_risk_that_the_records_tell_of(int episodes, int seed)
    {
        var rows = Rows(episodes, seed, CheckScale.Value == 1 ? 120 : 400);
        var held = rows.Count(r => r.Lower <= r.OfHistory && r.OfHistory <= r.Upper) / (double)rows.Length;
        var width = rows.Average(r => r.Upper - r.Lower);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{episodes} episodes, seed {seed}: {held:P1} of {rows.Length} intervals hold the risk, mean width {width:0.000}"));
        var (ofHistory, ofModel) = (rows.Average(r => Math.Pow(r.Truth - r.OfHistory, 2)), rows.Average(r => Math.Pow(r.Truth - r.Probability, 2)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean squared distance from the risk given all that the simulation knows: {ofHistory:0.0000} of the risk given the records, {ofModel:0.0000} of the model"));

        // Nobody who knows the records alone is nearer to the truth than the risk given the records, and the truth is that on average, wherever it lies.
        Assert.True(ofHistory < ofModel);
        foreach (var fifth in rows.OrderBy(r => r.OfHistory).Chunk((rows.Length / 5) + 1))
        {
            var mean = fifth.Average(r => r.Truth - r.OfHistory);
            // A fifth of a hundred clients' landmarks says little, and landmarks of one client say the same: the standard error is that of clients.
            var error = Math.Sqrt(fifth.GroupBy(r => r.Client).Sum(c => Math.Pow(c.Sum(r => r.Truth - r.OfHistory - mean), 2))) / fifth.Length;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  up to {fifth[^1].OfHistory:0.00}: the truth lies {mean:+0.000;-0.000} from it on average (standard error {error:0.000})"));
        }

        // By fifths it can be further off: docs/evaluation.md.
        Assert.InRange(rows.Average(r => r.Truth - r.OfHistory), -0.06, 0.06);

        // Meant are .87 to .93, which not every clinic reaches: docs/evaluation.md. A hundred clients tell the share to three or four percent, four hundred to two.
        Assert.InRange(held, 0.8, 0.97);
    }

    private static Row[] Rows(int episodes, int seed, int clients)
    {
        var root = Directory.CreateTempSubdirectory("predictor-simulation-");
        try
        {
            var clinic = Path.Combine(root.FullName, "clinic");
            var options = new SimulationOptions { Episodes = episodes, Seed = seed };
            Simulator.Write(options, clinic, null, CancellationToken.None);
            var reading = new ExportReader().Read(clinic);
            var pipeline = new PipelineOptions();
            var all = PriorEpisodes.Count(reading.Episodes, pipeline.Outcome, pipeline.Calendar);
            RiskEngines.TryCreate(RiskEngines.Default, out var engine);
            new Trainer(engine!, TimeProvider.System)
                .Train(all, reading.LatestKnown!.Value.UtcTicks, reading.Fingerprint, pipeline, new TrainingOptions { BootstrapRepeats = 0 }, null, CancellationToken.None)
                .Write(Path.Combine(root.FullName, "model"), CancellationToken.None);
            var package = PackageReader.Read(Path.Combine(root.FullName, "model"));
            var truth = File.ReadLines(Path.Combine(clinic, "truth", "landmarks.csv")).Skip(1).Select(l => l.Split(',')).ToLookup(f => f[0]);
            var risks = new HistoryRisks(options);
            var scorer = new RiskScorer(package);
            // First episodes of clients that the model has not seen, every landmark as likely as any.
            var firsts = all.GroupBy(e => e.ClientId).Select(g => g.MinBy(e => e.StartedOn.EarliestTicks)!)
                .Where(e => ClientSplit.IsHeldOut(package.Seed, e.ClientId)).OrderBy(e => e.EpisodeId, StringComparer.Ordinal).Take(clients).ToArray();
            var rows = new Row[firsts.Length][];
            Parallel.For(0, firsts.Length, i =>
            {
                var own = truth[firsts[i].EpisodeId].Select(f => (At: DateTimeOffset.Parse(f[1], CultureInfo.InvariantCulture).UtcTicks, Risk: double.Parse(f[3], CultureInfo.InvariantCulture))).ToArray();
                var random = new Random(i);
                var chosen = own.Where(_ => random.NextDouble() < (double)LandmarksOfClient / own.Length).ToArray();
                var ofHistory = risks.Of(int.Parse(firsts[i].ClientId[1..], CultureInfo.InvariantCulture), [.. chosen.Select(c => (int)((c.At - Clock.Epoch.Ticks) / TimeSpan.TicksPerMinute))], 28);
                var scores = chosen.Select(c => scorer.Score(firsts[i], c.At, package.Heads[0], Explanation.None));
                rows[i] = [.. scores.Zip(chosen, ofHistory).Where(r => r.First.Status == ScoreStatus.Scored).Select(r => new Row(i, r.Second.Risk, r.Third, r.First.Probability!.Value, r.First.Interval![0], r.First.Interval[1]))];
            });
            return [.. rows.SelectMany(r => r)];
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
