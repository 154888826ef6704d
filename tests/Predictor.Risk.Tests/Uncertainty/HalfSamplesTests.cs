using Predictor.Risk.Engines;
using Predictor.Risk.Uncertainty;
using Xunit;

namespace Predictor.Risk.Tests.Uncertainty;

public sealed class HalfSamplesTests
{
    private static readonly TrainingRows Rows = new()
    {
        Columns = [new FeatureColumn("misses", null, 1)],
        Values = [.. Enumerable.Range(0, 120).Select(i => (double)(i % 7))],
        Labels = [.. Enumerable.Range(0, 120).Select(i => (byte)(i % 3 == 0 ? 1 : 0))],
        Weights = [.. Enumerable.Repeat(1.0, 120)],
        Clients = [.. Enumerable.Range(0, 120).Select(i => i / 3)],
        Folds = [.. Enumerable.Range(0, 120).Select(i => i / 3 % 5)],
        FoldCount = 5,
    };

    [Fact]
    public void A_client_is_never_in_both_halves_and_halves_are_drawn_anew()
    {
        var engine = new Recording();

        HalfSamples.Of(engine, Rows, repeats: 4, seed: 3, null, CancellationToken.None);

        Assert.Equal(4, engine.Seen.Count);
        foreach (var seen in engine.Seen)
        {
            Assert.Equal(2, seen.FoldCount);
            Assert.All(Enumerable.Range(0, 40), client => Assert.Single(Enumerable.Range(0, 120).Where(r => seen.Clients[r] == client).Select(r => seen.Folds[r]).Distinct()));
            Assert.Equal(60, seen.Folds.Count(f => f == 0));
        }

        Assert.Equal(4, engine.Seen.Select(s => string.Concat(s.Folds)).Distinct().Count());
    }

    [Fact]
    public void The_same_seed_halves_alike()
    {
        var (one, two, other) = (new Recording(), new Recording(), new Recording());
        HalfSamples.Of(one, Rows, 2, seed: 3, null, CancellationToken.None);
        HalfSamples.Of(two, Rows, 2, seed: 3, null, CancellationToken.None);
        HalfSamples.Of(other, Rows, 2, seed: 4, null, CancellationToken.None);

        Assert.Equal(one.Seen.Select(s => s.Folds), two.Seen.Select(s => s.Folds));
        Assert.NotEqual(one.Seen[0].Folds, other.Seen[0].Folds);
    }

    [Fact]
    public void Halves_of_which_one_has_a_single_label_are_not_learned_from()
    {
        var rows = Rows with { Labels = [.. Rows.Labels.Select((_, i) => (byte)(i == 5 ? 1 : 0))] };

        Assert.Null(HalfSamples.Of(new Recording(), rows, 2, seed: 3, null, CancellationToken.None));
    }

    /// <summary>sklearn.metrics.log_loss([1, 0, 1], expit([0.2, -1.1, 2]), sample_weight=[1, 2, 0.5]).</summary>
    [Fact]
    public void The_loss_is_the_weighted_log_loss()
    {
        var rows = Rows with { Labels = [1, 0, 1], Weights = [1, 2, 0.5] };

        Assert.Equal(0.35322100, HalfSamples.LossOf([0.2, -1.1, 2], rows), 1e-7);
    }

    /// <summary>Keeps what it is given, and tells a risk that rises with the misses and differs from call to call.</summary>
    private sealed class Recording : IRiskEngine
    {
        public List<TrainingRows> Seen { get; } = [];

        public string Name => "recording";

        public EngineResult Train(TrainingRows rows, IProgress<string>? progress, CancellationToken cancellation) => throw new InvalidOperationException("Only what is out of fold is asked for.");

        public double[] OutOfFold(TrainingRows rows, IProgress<string>? progress, CancellationToken cancellation)
        {
            Seen.Add(rows);
            return [.. Enumerable.Range(0, rows.RowCount).Select(r => Math.Sin(r * Seen.Count) + (rows.Labels[r] * 0.3))];
        }
    }
}
