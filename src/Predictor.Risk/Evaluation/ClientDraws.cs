using Predictor.Trees.Numerics;

namespace Predictor.Risk.Evaluation;

/// <summary>
/// The samples of a bootstrap: in each repeat as many clients as there are, drawn with replacement. Clients are drawn, not rows: rows of one client say
/// much the same, and drawing them singly would make intervals too narrow (Field and Welsh 2007, "Bootstrapping clustered data"). Every set of rows of an
/// evaluation is drawn alike, so that differences between predictions are differences on the same sample.
/// </summary>
internal sealed class ClientDraws
{
    private readonly EvaluationOptions _options;

    /// <param name="rows">All rows of the evaluation.</param>
    /// <param name="options">Repeats, seed and threads.</param>
    public ClientDraws(ScoredRows rows, EvaluationOptions options)
    {
        _options = options;
        Clients = new ClientNumbers(rows.Clients);
    }

    /// <summary>The clients that are drawn from.</summary>
    public ClientNumbers Clients { get; }

    /// <summary>How many repeats there are; 0 for no bootstrap.</summary>
    public int Repeats => _options.BootstrapRepeats;

    /// <summary>Whether there are repeats, and clients enough for a percentile interval to mean something.</summary>
    public bool HasIntervals => Repeats > 0 && Clients.Count >= ClientBootstrap.FewestClients;

    /// <summary>Does something for every repeat, on several threads; what it does must depend on the repeat alone.</summary>
    /// <param name="repeat">Given the repeat and how often each client was drawn in it.</param>
    /// <param name="cancellation">Looked at before each repeat.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void ForEach(Action<int, int[]> repeat, CancellationToken cancellation) =>
        Parallel.For(
            0,
            Repeats,
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = _options.MaxThreads },
            () => new int[Clients.Count],
            (index, _, times) =>
            {
                Draw(index, times);
                repeat(index, times);
                return times;
            },
            _ => { });

    private void Draw(int repeat, int[] times)
    {
        var random = SplitMix64.ForStream(_options.Seed, repeat);
        Array.Clear(times);
        for (var draw = 0; draw < times.Length; draw++)
            times[random.NextBelow(times.Length)]++;
    }
}
