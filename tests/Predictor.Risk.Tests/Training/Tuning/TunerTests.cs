using System.Text.Json;
using Predictor.Care.Episodes;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Tuning;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Training.Tuning;

public sealed class TunerTests : IDisposable
{
    private const int Clients = 300;

    private static readonly IReadOnlyList<Episode> Clinic = SmallClinic.Create(Clients);
    private static readonly Lazy<(string Result, string[] Trials)> Unbroken = new(() =>
    {
        using var test = new TunerTests();
        var result = Told(test.Tune());
        return (result, File.ReadAllLines(test._trials));
    });

    private readonly string _folder = Directory.CreateTempSubdirectory("predictor-").FullName;
    private readonly string _trials;

    public TunerTests() => _trials = Path.Combine(_folder, "best.trials.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_best_of_the_last_rung_is_chosen_and_the_defaults_are_in_every_rung()
    {
        var result = JsonSerializer.Deserialize<TuningResult>(Unbroken.Value.Result)!;

        var last = result.Trials.Where(t => t.Rungs.Count == 3).ToList();
        Assert.Equal(last.MinBy(t => t.Rungs[2].LogLoss)!.Trial, result.Chosen);
        Assert.Contains(last, t => t.Trial == 0);
        Assert.Equal([1, 3, 9], last[0].Rungs.Select(r => r.Folds));
        // The defaults and four; the defaults and two; the defaults and one.
        Assert.Equal([5, 3, 2], Enumerable.Range(1, 3).Select(rung => result.Trials.Count(t => t.Rungs.Count >= rung)));
        Assert.Equal(1 + 5 + 3 + 2, Unbroken.Value.Trials.Length);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(7, true)]
    public void A_search_that_was_stopped_goes_on_and_ends_as_an_unbroken_one(int stopAfter, bool tearsALine)
    {
        using var stop = new CancellationTokenSource();
        var finished = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => Tune(progress: new Listener(said =>
        {
            if (said.StartsWith("Rung", StringComparison.Ordinal) && Interlocked.Increment(ref finished) == stopAfter) stop.Cancel();
        }), cancellation: stop.Token));
        var kept = File.ReadAllLines(_trials);
        if (tearsALine) File.AppendAllText(_trials, "{\"trial\":2,\"folds\":9,\"logL");

        var result = Tune();

        Assert.InRange(kept.Length, 1 + stopAfter, Unbroken.Value.Trials.Length - 1);
        Assert.Equal(Unbroken.Value.Result, Told(result));
        Assert.Equal(kept, File.ReadAllLines(_trials)[..kept.Length]);
        Assert.Equal(Unbroken.Value.Trials.Order(StringComparer.Ordinal), File.ReadAllLines(_trials).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit() => Assert.Equal(Unbroken.Value.Result, Told(Tune(new TuningOptions { Trials = 4, BootstrapRepeats = 40, Threads = 1 })));

    [Fact]
    public void What_becomes_of_held_out_clients_has_no_part_in_the_choice()
    {
        // They all come to every session, and so none leaves before the last.
        var changed = Clinic.Select(e => ClientSplit.IsHeldOut(1, e.ClientId) ? e with { Appointments = [.. e.Appointments.Select(a => a with { Status = AppointmentStatus.Fulfilled })] } : e).ToList();

        var result = Tune(episodes: changed);

        var before = JsonSerializer.Deserialize<TuningResult>(Unbroken.Value.Result)!;
        Assert.Equal(Unbroken.Value.Trials.Order(StringComparer.Ordinal), File.ReadAllLines(_trials).Order(StringComparer.Ordinal));
        Assert.Equal(before.Chosen, result.Chosen);
        Assert.NotEqual(0, before.Chosen);
        Assert.NotEqual(before.HeldOut!.Chosen.LogLoss, result.HeldOut!.Chosen.LogLoss);
    }

    [Fact]
    public void More_trials_go_on_from_fewer()
    {
        Tune(new TuningOptions { Trials = 2, BootstrapRepeats = 40 });

        Assert.Equal(Unbroken.Value.Result, Told(Tune()));
    }

    [Fact]
    public void Trials_of_other_data_or_options_are_refused_by_what_differs()
    {
        File.WriteAllLines(_trials, Unbroken.Value.Trials);

        var error = Assert.Throws<TrialFileException>(() => Tune(new TuningOptions { Trials = 4, Seed = 2 }, fingerprint: "other"));

        Assert.Contains("data is other, in the file fingerprint", error.Message, StringComparison.Ordinal);
        Assert.Contains("seed is 2, in the file 1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("zone", error.Message, StringComparison.Ordinal);
        Assert.Equal(Unbroken.Value.Trials, File.ReadAllLines(_trials));
    }

    [Theory]
    [InlineData("not json\n", "line 1")]
    [InlineData("a letter without an end", "line 1")]
    [InlineData("{\"trial\":1}\n", "line 1")]
    public void A_file_that_is_none_of_trials_is_refused_and_left_alone(string text, string place)
    {
        File.WriteAllText(_trials, text);

        var error = Assert.Throws<TrialFileException>(() => Tune());

        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_trials));
    }

    [Fact]
    public void A_trial_with_other_settings_than_are_drawn_is_refused()
    {
        var lines = Unbroken.Value.Trials.ToArray();
        var line = Array.FindIndex(lines, l => l.Contains("\"trial\":3", StringComparison.Ordinal));
        lines[line] = lines[line].Replace("\"trial\":3", "\"trial\":30", StringComparison.Ordinal);
        File.WriteAllLines(_trials, lines);

        var error = Assert.Throws<TrialFileException>(() => Tune());

        Assert.Contains($"line {line + 1}: trial 30 has other settings", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_that_is_over_leaves_trials_out_and_says_so_but_never_the_defaults()
    {
        var result = new Tuner(new Hurried()).Tune(Clinic, SmallClinic.CutTicks, "fingerprint", new PipelineOptions(), new TuningOptions { Trials = 4, BootstrapRepeats = 40, Threads = 1, Budget = TimeSpan.FromMinutes(4) }, _trials, null, default);

        Assert.Equal(3, result.Trials.Single(t => t.Trial == 0).Rungs.Count);
        Assert.Equal(2, result.Trials.Count);
        Assert.Contains(result.Notes, n => n.Contains("The time budget left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_out_of_range_are_all_named()
    {
        var error = Assert.Throws<ArgumentException>(() => Tune(new TuningOptions { Trials = 0, Budget = TimeSpan.Zero, BootstrapRepeats = 3, Threads = -1 }));

        foreach (var said in new[] { "0 trials", "0 minutes", "3 bootstrap repeats", "-1 threads" }) Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    private static string Told(TuningResult result) => JsonSerializer.Serialize(result);

    private TuningResult Tune(TuningOptions? options = null, IReadOnlyList<Episode>? episodes = null, string fingerprint = "fingerprint", IProgress<string>? progress = null, CancellationToken cancellation = default) =>
        new Tuner(TimeProvider.System).Tune(episodes ?? Clinic, SmallClinic.CutTicks, fingerprint, new PipelineOptions(), options ?? new TuningOptions { Trials = 4, BootstrapRepeats = 40, Threads = 2 }, _trials, progress, cancellation);

    private sealed class Listener(Action<string> tell) : IProgress<string>
    {
        public void Report(string value) => tell(value);
    }

    /// <summary>The second look at the clock, as the first trial drawn is to begin, finds no time gone; each later one two minutes more.</summary>
    private sealed class Hurried : TimeProvider
    {
        private int _looks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Math.Max(0, _looks++ - 1) * 120L;
    }
}
