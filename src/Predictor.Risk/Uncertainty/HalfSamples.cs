using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Uncertainty;

/// <summary>
/// What models of half of the clients make of the other half, several times over: their spread is that of a model of all clients (half-sampling; Shao and Wu
/// 1989, the delete-d jackknife with d = n/2), and what they lose tells how much more clients are worth.
/// </summary>
internal sealed class HalfSamples
{
    private HalfSamples(double[][] logOdds, double loss) => (LogOdds, Loss) = (logOdds, loss);

    /// <summary>For each repeat the calibrated log-odds of every row, by the model that has not seen its client.</summary>
    public double[][] LogOdds { get; }

    /// <summary>Their mean log loss.</summary>
    public double Loss { get; }

    /// <summary>Trains on halves; null where some half has only one label.</summary>
    /// <param name="engine">Learns and chooses its settings on each half anew.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="repeats">How often the clients are halved, at least 2.</param>
    /// <param name="seed">Of the halves.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static HalfSamples? Of(IRiskEngine engine, TrainingRows rows, int repeats, int seed, IProgress<string>? progress, CancellationToken cancellation)
    {
        var logOdds = new double[repeats][];
        var loss = 0.0;
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            progress?.Report($"Training on halves of the clients, {repeat + 1} of {repeats}");
            var halves = rows with { Folds = Halved(rows.Clients, seed, repeat), FoldCount = 2 };
            if (!new FoldLabels(halves, Enumerable.Range(0, rows.RowCount)).CanBeSplit) return null;
            var raw = engine.OutOfFold(halves, progress: null, cancellation);
            var calibration = AffineCalibrator.Fit(raw, rows.Labels, rows.Weights, cancellation).Calibration;
            logOdds[repeat] = [.. raw.Select(calibration.LogOdds)];
            loss += LossOf(logOdds[repeat], rows) / repeats;
        }

        return new HalfSamples(logOdds, loss);
    }

    /// <summary>The weighted mean log loss of calibrated log-odds.</summary>
    public static double LossOf(double[] logOdds, TrainingRows rows)
    {
        double sum = 0, weights = 0;
        for (var row = 0; row < logOdds.Length; row++)
        {
            sum += rows.Weights[row] * StableMath.Softplus(rows.Labels[row] == 1 ? -logOdds[row] : logOdds[row]);
            weights += rows.Weights[row];
        }

        return sum / weights;
    }

    /// <summary>The variance of a row's log-odds over the repeats.</summary>
    public double Variance(int row)
    {
        var mean = LogOdds.Sum(r => r[row]) / LogOdds.Length;
        return LogOdds.Sum(r => (r[row] - mean) * (r[row] - mean)) / (LogOdds.Length - 1);
    }

    /// <summary>Half of the clients, drawn: 0 or 1 for each row.</summary>
    private static int[] Halved(int[] clients, int seed, int repeat)
    {
        var all = clients.Distinct().Order().ToArray();
        var random = SplitMix64.ForStream((ulong)seed, repeat);
        var half = new Dictionary<int, int>(all.Length);
        for (var i = all.Length - 1; i > 0; i--)
        {
            var j = random.NextBelow(i + 1);
            (all[i], all[j]) = (all[j], all[i]);
        }

        for (var i = 0; i < all.Length; i++) half.Add(all[i], i % 2);
        return [.. clients.Select(c => half[c])];
    }
}
