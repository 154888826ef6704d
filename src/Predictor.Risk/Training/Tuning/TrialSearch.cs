using System.Runtime.ExceptionServices;

namespace Predictor.Risk.Training.Tuning;

/// <summary>Climbs the rungs. Scores that the file has already are not computed again.</summary>
internal sealed class TrialSearch(TrialJudge judge, TrialFile file, TuningOptions options, TimeProvider time, IProgress<string>? progress)
{
    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();

    /// <summary>Trials that the time budget left out of a rung they had reached.</summary>
    public int LeftOut { get; private set; }

    /// <summary>The scores of all rungs, the defaults in each of them.</summary>
    public IReadOnlyList<TrialScore> Run(CancellationToken cancellation)
    {
        var all = new List<TrialScore>();
        IReadOnlyList<int> trials = [.. Enumerable.Range(1, options.Trials)];
        for (var rung = 0; rung < SuccessiveHalving.Folds.Count; rung++)
        {
            // The defaults are what all is compared with: they go all the way, whatever the time, and take nobody's place.
            var scores = Rung(rung, [0, .. trials], cancellation);
            all.AddRange(scores);
            trials = SuccessiveHalving.Best([.. scores.Where(s => s.Trial != 0)]);
        }

        return all;
    }

    private List<TrialScore> Rung(int rung, IReadOnlyList<int> trials, CancellationToken cancellation)
    {
        var folds = SuccessiveHalving.Folds[rung];
        var scores = trials.Select(t => file.Find(t, folds)).OfType<TrialScore>().ToList();
        var pending = trials.Where(t => file.Find(t, folds) is null).ToArray();
        var processors = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        // Threads go to trials first, which know nothing of each other, and into a trial only where more are left.
        var atOnce = Math.Clamp(processors, 1, Math.Max(1, pending.Length));
        var next = -1;
        try
        {
            Parallel.For(0, atOnce, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = atOnce }, _ =>
            {
                for (var i = Interlocked.Increment(ref next); i < pending.Length; i = Interlocked.Increment(ref next)) Try(pending[i]);
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        LeftOut += trials.Count - scores.Count;
        return [.. scores.OrderBy(s => s.LogLoss).ThenBy(s => s.Trial)];

        void Try(int trial)
        {
            if (trial != 0 && IsOver(rung)) return;
            var score = judge.Judge(trial, SettingsSearch.Of(options.Seed, trial), folds, Math.Max(1, processors / atOnce), cancellation);
            lock (_lock)
            {
                file.Append(score);
                scores.Add(score);
                var best = scores.MinBy(s => (s.LogLoss, s.Trial))!;
                progress?.Report(FormattableString.Invariant($"Rung {rung + 1} of {SuccessiveHalving.Folds.Count}, {scores.Count} of {trials.Count}: {Name(trial)}, {folds} folds of clients, log loss {score.LogLoss:F5} with {score.Trees} trees; best so far {best.LogLoss:F5} ({Name(best.Trial)})"));
            }
        }
    }

    /// <summary>Each rung has an equal share of the time, as successive halving spends the same on each; the last share is for judging in the end.</summary>
    private bool IsOver(int rung) => options.Budget is { } budget && time.GetElapsedTime(_start) > budget * (rung + 1) / (SuccessiveHalving.Folds.Count + 1);

    private static string Name(int trial) => trial == 0 ? "the defaults" : $"trial {trial}";
}
