using Predictor.Trees.Numerics;

namespace Predictor.Trees.Additive;

/// <summary>Grows the folds' models side by side until their common loss on what they have not seen no longer falls, and goes back to where it was least.</summary>
/// <param name="options">The most rounds, and when to stop.</param>
/// <param name="runs">One model a fold.</param>
/// <param name="scale">What the sum of all losses is multiplied by to make a mean.</param>
/// <param name="workers">Share the folds among threads.</param>
internal sealed class CommonStopping(AdditiveOptions options, FoldRun[] runs, double scale, Workers workers)
{
    /// <summary>Slow enough to go on with the pairs, which the columns are then fitted beside.</summary>
    public const double SlowForColumns = 0.02;

    /// <summary>Slow enough to end: what is left to gain is not worth its time.</summary>
    public const double SlowForAll = 0.0005;

    // Between looks at the common loss; the number found does not depend on it.
    private const int RoundsBetweenLooks = 4;

    /// <summary>The loss before the first round of all.</summary>
    public double LossAtFirst { get; private set; } = double.NaN;

    /// <summary>The number of rounds, and the loss there.</summary>
    /// <param name="what">What the rounds go over, for the progress.</param>
    /// <param name="slow">It ends when a round lowers the loss by less than this times the learning rate, of all that it has fallen.</param>
    /// <param name="progress">Told the loss now and then.</param>
    public (int Rounds, double Loss) Run(string what, double slow, IProgress<string>? progress)
    {
        int grown = 0, best = 0;
        var patience = options.EarlyStoppingRounds;
        if (double.IsNaN(LossAtFirst)) LossAtFirst = Loss(0);
        while (grown < options.Rounds && !HasStopped())
        {
            var until = Math.Min(grown + RoundsBetweenLooks, options.Rounds);
            var keep = best;
            workers.ForEach(runs.Length, fold =>
            {
                runs[fold].KeepFrom(keep);
                while (runs[fold].Rounds < until) runs[fold].Round();
            });
            while (grown < until && !HasStopped())
            {
                if (Loss(++grown) < Loss(best)) best = grown;
            }

            progress?.Report($"{grown} rounds over {what} in each of {runs.Length} folds: out-of-fold log loss {Loss(grown):F5}, least {Loss(best):F5} at {best}");
        }

        workers.ForEach(runs.Length, fold => runs[fold].Return(best));
        return (best, Loss(best));

        bool HasStopped() => patience > 0 && (grown - best >= patience || (grown >= patience && IsSlow()));

        bool IsSlow() => Loss(grown - patience) - Loss(grown) < slow * options.LearningRate * patience * (LossAtFirst - Loss(grown));
    }

    private double Loss(int round)
    {
        var sum = 0.0;
        foreach (var run in runs) sum += run.Losses[round];
        return sum * scale;
    }
}
