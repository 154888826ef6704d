using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Trees;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Uncertainty;

/// <summary>
/// Learns how uncertain a model is about each row. Where it is uncertain comes from models of half of the clients, whose squared spread small trees learn
/// as a function of the row. How much comes from the learning curve: the spread is widened until it accounts for the log loss that more clients would still take away, which also counts
/// what all models of so few clients get wrong alike.
/// </summary>
internal sealed class IntervalTrainer(IRiskEngine engine, int repeats, int seed)
{
    /// <summary>How often an interval is meant to hold the risk.</summary>
    public const double Level = 0.9;

    // The two-sided quantile of the normal distribution for that level.
    private const double NormalHalfWidths = 1.6448536269514722;

    // The loss in excess of the best possible falls as n^-1/3: the rate n^-2/(2+d) of regression that is only known not to jump (Stone 1982) for d = 4 features at work together, which
    // trees of five splits in a row have about. Of the rates 2/3, 1/2, 2/5 and 1/3 it was the one under which three simulated clinics were covered; others then checked it.
    private const double LearningRate = 1.0 / 3;

    // A row of which all halves say the same is not certain for that.
    private const double LeastVariance = 1e-6;

    private const int LeastChildClients = 20;

    /// <summary>The interval; null where halves of the clients cannot be learned from, or nothing is learned.</summary>
    public RiskInterval? Of(TrainingRows rows, EngineResult result, AffineCalibration calibration, IProgress<string>? progress, CancellationToken cancellation)
    {
        // What is taken as it is has learned nothing here.
        if (repeats == 0 || result.IsCalibrated) return null;
        var halves = HalfSamples.Of(engine, rows, repeats, seed, progress, cancellation);
        if (halves is null) return null;
        double[] full = [.. result.OutOfFoldLogOdds.Select(calibration.LogOdds)];
        double[] variances = [.. Enumerable.Range(0, rows.RowCount).Select(halves.Variance)];
        if (variances.Max() < LeastVariance) return null;

        progress?.Report("Learning how uncertain the risks are");
        var trees = Trees(rows, [.. variances.Select(v => StableMath.Log(v + LeastVariance))], cancellation);
        var fitted = new double[rows.RowCount];
        trees.Score(rows.Values, fitted, 0, cancellation);

        // Log-odds count by p (1 - p), as they do in the loss.
        double curvature = 0, spread = 0, smooth = 0, weights = 0;
        for (var row = 0; row < full.Length; row++)
        {
            var p = StableMath.Sigmoid(full[row]);
            weights += rows.Weights[row];
            curvature += rows.Weights[row] * p * (1 - p);
            spread += rows.Weights[row] * p * (1 - p) * variances[row];
            smooth += rows.Weights[row] * p * (1 - p) * StableMath.Exp(fitted[row]);
        }

        var excess = Excess(halves.Loss, HalfSamples.LossOf(full, rows), (rows.FoldCount - 1.0) / rows.FoldCount);
        // The loss in excess is half of the mean squared error in log-odds times the curvature. It is an estimate: never less than the halves' own spread.
        var squared = Math.Max(2 * excess * weights, spread) / smooth;
        return new RiskInterval(new IntervalData(Level, NormalHalfWidths * Math.Sqrt(squared), trees.Data), rows.Columns);
    }

    /// <summary>The loss that a model of all clients has in excess of the best possible, from those of two shares of the clients.</summary>
    private static double Excess(double lossOfHalf, double lossOfShare, double share) =>
        (lossOfHalf - lossOfShare) / (Math.Pow(0.5, -LearningRate) - Math.Pow(share, -LearningRate));

    private static TreeEnsemble Trees(TrainingRows rows, double[] logVariances, CancellationToken cancellation)
    {
        var options = new BoostingOptions
        {
            Objective = BoostingObjective.SquaredError,
            Trees = 40,
            EarlyStoppingRounds = 0,
            LearningRate = 0.1,
            Leaves = 8,
            MaxDepth = 4,
            RowShare = 0.5,
            ColumnShare = 0.5,
            MinimumChildRows = Math.Max(1, LeastChildClients * rows.RowCount / rows.Clients.Distinct().Count() / 2),
        };
        var table = BinnedTable.Of(RiskInterval.Columns(rows.Columns), rows.Values, rows.RowCount, options.Bins, 0, cancellation);
        var run = new BoostingRun(options, table, logVariances, rows.Weights, [.. Enumerable.Range(0, rows.RowCount)], [], null, cancellation);
        while (run.Rounds < options.Trees) run.Step();
        return run.Ensemble(run.Rounds);
    }
}
