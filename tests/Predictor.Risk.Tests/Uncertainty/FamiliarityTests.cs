using Predictor.Care.Episodes;
using Predictor.Care.Reading;
using Predictor.Risk.Engines;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;
using Predictor.Risk.Training;
using Predictor.Risk.Uncertainty;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Uncertainty;

public sealed class FamiliarityTests
{
    private static readonly FeatureDistribution[] Two =
    [
        new() { Rows = 100, Missing = 0.05, Quantiles = [18, 20, 30, 38, 48, 60, 68] },
        new() { Rows = 100, Missing = 0.4, Quantiles = [0, 0, 0, 0, 0, 0, 0] },
    ];

    private static readonly Familiarity Known = new(new FamiliarityData([0.7, 0.3], 0.1, 0.5), Two);

    // Clients of 20 to 69 years.
    private static readonly Episode[] Clients = [.. SmallClinic.Create(400).Select((e, i) => e with { AgeAtStart = 20 + (i % 50) })];
    private static readonly Episode Client = Clients[0];
    private static readonly Lazy<ModelPackage> Aged = new(() => Train(Clients, SmallClinic.CutTicks));

    /// <summary>From the median, 38, to the edges are 20 and 30; a quarter of that beyond them are 13 and 75.5.</summary>
    [Theory]
    [InlineData(13, 0)]
    [InlineData(75.5, 0)]
    [InlineData(12.9, 1)]
    [InlineData(75.6, 1)]
    public void A_number_is_strange_from_a_quarter_beyond_what_98_of_100_have(double age, int strange) =>
        Assert.Equal((strange, 0.7 * strange), (Known.Of([age, 0]).Beyond.Count, Known.Of([age, 0]).Share));

    [Fact]
    public void What_is_missing_is_strange_where_hardly_any_row_lacks_it()
    {
        Assert.Equal(0.7, Known.Of([double.NaN, 0]).Share);
        Assert.Equal(0, Known.Of([40, double.NaN]).Share);
    }

    [Fact]
    public void A_number_that_never_varied_has_no_edge() => Assert.Empty(Known.Of([40, 55]).Beyond);

    [Fact]
    public void No_training_row_would_be_withheld_and_one_in_a_hundred_noted_at_most()
    {
        var values = Enumerable.Range(0, 1000).SelectMany(i => new[] { i < 3 ? 97 : i < 40 ? double.NaN : 40, 0.0 }).ToArray();

        var familiarity = Familiarity.Of([3, 1], Two, values);

        Assert.Equal(0.75, familiarity.Data.WithholdAbove);
        Assert.True(Enumerable.Range(0, 1000).Count(r => familiarity.Of(values.AsSpan(2 * r, 2)).Share > familiarity.Data.NoteAbove) <= 10);
        Assert.Equal([0.75, 0.25], familiarity.Data.Importance);
    }

    [Fact]
    public void An_age_beyond_the_training_is_named_with_what_was_learned_from()
    {
        var package = Aged.Value;
        var episode = Client with { AgeAtStart = 140 };
        var at = episode.StartedOn.Ticks + (14 * TimeSpan.TicksPerDay);
        var learned = package.Distributions[package.Features.IndexOf("person.age")].Quantiles!;

        var score = new RiskScorer(package).Score(episode, at, package.Heads[0], Explanation.None);

        Assert.Contains(score.Notes, n => n.StartsWith("Age at intake (140) is unusual: of 100 moments that the model has learned from, 98 have " + learned[0].ToString("0.##", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.DoesNotContain(new RiskScorer(package).Score(Client, at, package.Heads[0], Explanation.None).Notes, n => n.Contains("beyond", StringComparison.Ordinal));
    }

    [Fact]
    public void A_score_is_withheld_where_most_of_what_the_model_goes_by_is_strange()
    {
        var head = Aged.Value.Heads[0];
        var features = Aged.Value.Features;
        // A model that goes by age alone.
        double[] importance = [.. Enumerable.Range(0, features.Count).Select(f => f == features.IndexOf("person.age") ? 1.0 : 0)];
        var byAge = new ModelHead
        {
            HorizonDays = head.HorizonDays,
            Model = head.Model,
            Calibration = head.Calibration,
            BaseRate = head.BaseRate,
            Bands = head.Bands,
            Percentiles = head.Percentiles,
            Rules = head.Rules,
            Familiarity = new Familiarity(new FamiliarityData(importance, 0.1, 0.5), Aged.Value.Distributions),
        };
        var episode = Client;
        var at = episode.StartedOn.Ticks + (14 * TimeSpan.TicksPerDay);
        var scorer = new RiskScorer(Aged.Value);

        var strange = scorer.Score(episode with { AgeAtStart = 140 }, at, byAge, Explanation.Full);

        Assert.Equal((ScoreStatus.Withheld, null, null, null), (strange.Status, strange.Probability, strange.Interval, strange.Contributions));
        Assert.StartsWith("This client is too unlike all that the model has learned from: 100", strange.Notes[0], StringComparison.Ordinal);
        Assert.Equal(ScoreStatus.Scored, scorer.Score(episode, at, byAge, Explanation.None).Status);
    }

    /// <summary>In ctn0027 doses are recorded where medication is dispensed: a client of whom none is known is not one that the model knows.</summary>
    [Fact]
    public void A_model_that_leans_on_doses_says_so_where_none_is_recorded()
    {
        var reading = new ExportReader().Read(Path.Combine(Repository(), "data-samples", "ctn0027"));
        var package = Train(reading.Episodes, reading.LatestKnown!.Value.UtcTicks);
        var scorer = new RiskScorer(package);
        var episode = reading.Episodes.First(e => e.Measures is { Count: > 20 } && e.Appointments.Count > 15);
        var at = episode.StartedOn.Ticks + (60 * TimeSpan.TicksPerDay);

        var without = scorer.Score(episode with { Measures = [.. episode.Measures!.Where(m => m.Instrument != "dosing")] }, at, package.Heads[0], Explanation.None);
        var with = scorer.Score(episode, at, package.Heads[0], Explanation.None);

        Assert.Contains(without.Notes, n => n.StartsWith("No score of dosing is known: only 5", StringComparison.Ordinal));
        Assert.DoesNotContain(with.Notes, n => n.Contains("dosing", StringComparison.Ordinal));
    }

    private static ModelPackage Train(IReadOnlyList<Episode> episodes, long cutTicks)
    {
        RiskEngines.TryCreate("logistic", out var engine);
        using var folder = new TemporaryFolder();
        new Trainer(engine!, TimeProvider.System)
            .Train(episodes, cutTicks, "fingerprint", new PipelineOptions(), new TrainingOptions { BootstrapRepeats = 0, HalfSamples = 0 }, null, CancellationToken.None)
            .Write(folder.Path, CancellationToken.None);
        return PackageReader.Read(folder.Path);
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Predictor.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder;
    }

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly string _parent = Directory.CreateTempSubdirectory("predictor-").FullName;

        public string Path => System.IO.Path.Combine(_parent, "model");

        public void Dispose() => Directory.Delete(_parent, recursive: true);
    }
}
