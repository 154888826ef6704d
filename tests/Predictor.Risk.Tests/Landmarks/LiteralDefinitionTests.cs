using Predictor.Care.Time;
using Predictor.Care.Timelines;
using Predictor.Risk.Landmarks;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Landmarks;

/// <summary>Landmarks, labels and weights against a slow, literal reading of the definition, on random episodes.</summary>
public sealed class LiteralDefinitionTests
{
    private static readonly int[] Horizons = [0, 7, 28, 90];

    [Theory]
    [InlineData("UTC", 42, 0)]
    [InlineData("UTC", 14, 10_000)]
    [InlineData("Europe/London", 28, 20_000)]
    public void Landmarks_labels_and_when_they_are_known_agree(string zone, int inactivityDays, int firstSeed)
    {
        Assert.True(ClinicCalendar.TryFind(zone, out var calendar));
        var seen = new Dictionary<string, int>();
        for (var seed = firstSeed; seed < firstSeed + 1000; seed++)
        {
            var episode = RandomEpisodes.Create(seed, calendar);
            // The data end somewhere in the middle of the episode, or well after it.
            var cut = calendar.Day(RandomEpisodes.FirstDay.AddDays(new Random(seed).Next(50, 500))).Ticks;
            var literal = new LiteralOutcome(AsOf.Known(episode, cut), inactivityDays, calendar, cut);
            var course = new Course(episode, inactivityDays, calendar, cut);

            Row[] expected = [.. literal.Landmarks().SelectMany(l => Rows(l.T, l.Kind, literal.Label, literal.IsNotYetGone))];
            Row[] actual = course.HasAnchor ? [.. course.Landmarks.SelectMany(l => Rows(l.Ticks, l.Kind.ToString().ToLowerInvariant(), Label, course.Labeller.IsNotYetGone))] : [];

            Assert.True(expected.SequenceEqual(actual), $"Seed {seed}: expected\n{string.Join('\n', expected)}\nbut was\n{string.Join('\n', actual)}");
            foreach (var row in actual) seen[$"{row.Kind} {row.Label}"] = seen.GetValueOrDefault($"{row.Kind} {row.Label}") + 1;

            (int, long) Label(long t, int h) => course.Labeller.At(t, h) is var label ? (label.Value, label.KnownTicks) : default;
        }

        // Every kind and both labels have to be among what was compared.
        Assert.Equal(8, seen.Count(s => s.Value > 100));
    }

    [Fact]
    public void Weights_agree_with_counting_landmarks()
    {
        var random = new Random(7);
        for (var repeat = 0; repeat < 200; repeat++)
        {
            var followUps = Enumerable.Range(0, random.Next(1, 60)).Select(_ => (long)random.Next(30)).ToArray();
            var weights = new CensoringWeights(followUps);
            for (var u = -1L; u <= 31; u++)
            {
                var share = followUps.Count(f => f >= u) / (double)followUps.Length;
                var expected = share < 0.1 ? 10 : 1 / share;

                Assert.Equal(share, weights.ShareFollowed(u));
                Assert.Equal(expected, weights.Weight(u, out var isCapped), 1e-12);
                Assert.Equal(share < 0.1, isCapped);
            }
        }
    }

    private static IEnumerable<Row> Rows(long t, string kind, Func<long, int, (int Label, long Kappa)> label, Func<long, bool> isNotYetGone) =>
        Horizons.Select(h => (Horizon: h, Told: label(t, h))).Select(l => new Row(t, kind, l.Horizon, l.Told.Label, l.Told.Kappa, isNotYetGone(t)));

    private sealed record Row(long Ticks, string Kind, int Horizon, int Label, long Kappa, bool IsNotYetGone)
    {
        public override string ToString() => $"{Given.Text(Ticks)} {Kind}, horizon {Horizon}: {Label} known {Given.Text(Kappa)}, {(IsNotYetGone ? "not yet gone" : "gone")}";
    }
}
