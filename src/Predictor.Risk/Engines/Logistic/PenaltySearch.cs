using Predictor.Risk.Numerics;

namespace Predictor.Risk.Engines.Logistic;

/// <summary>Chooses the penalty by cross-validation over the folds, in which a client never sits on both sides.</summary>
internal sealed class PenaltySearch(TrainingRows rows, DesignMatrix matrix, LogisticSettings settings, OrderedChunks chunks)
{
    // Enough to rank penalties: what is left of the loss is below half the square of this.
    private const double Tolerance = 1e-3;

    // The loss falls and then rises as the penalty shrinks; the smallest penalties, which would also take the longest, need no trial.
    private const int RisesToEnd = 2;

    public PenaltyChoice Choose(IProgress<string>? progress, CancellationToken cancellation)
    {
        var all = RowSelection.All(rows);
        var subset = RowSelection.OfSomeClients(rows, all, settings.SubsetRows, cancellation);
        var selection = new FoldLabels(rows, subset).CanBeSplit ? subset : all;
        var curvature = new SharedCurvature();
        var folds = Enumerable.Range(0, rows.FoldCount).Select(fold => PathWithout(fold, selection, curvature, cancellation)).ToArray();

        // Largest first: of equals the first is kept, which claims least.
        var (best, bestLoss, coefficients) = (0, double.PositiveInfinity, new double[matrix.Design.Stride]);
        var tried = 0;
        for (; tried < settings.Penalties.Count && tried <= best + RisesToEnd; tried++)
        {
            progress?.Report($"Choosing the penalty: {settings.Penalties[tried]} on {selection.Length} rows");
            var loss = 0.0;
            foreach (var fold in folds)
                loss += fold.HeldOutLoss(settings.Penalties[tried], cancellation);
            if (!(loss < bestLoss)) continue;

            (best, bestLoss) = (tried, loss);
            coefficients = Mean(folds);
        }

        var weight = selection.Sum(i => rows.Weights[i]);
        return new PenaltyChoice(settings.Penalties[best], bestLoss / weight, selection.Length, tried, coefficients);
    }

    private Path PathWithout(int fold, int[] selection, SharedCurvature curvature, CancellationToken cancellation)
    {
        var training = RowSelection.Outside(rows, selection, fold, cancellation);
        var heldOut = RowSelection.Inside(rows, selection, fold, cancellation);
        return new Path(new RidgeObjective(rows, matrix, training, chunks), new RidgeObjective(rows, matrix, heldOut, chunks), curvature);
    }

    private double[] Mean(Path[] folds)
    {
        var mean = new double[matrix.Design.Stride];
        foreach (var fold in folds)
            Kernels.AddScaled(mean, 1.0 / folds.Length, fold.Coefficients);
        return mean;
    }

    /// <summary>The fits without one fold, each starting from the one before.</summary>
    private sealed class Path(RidgeObjective training, RidgeObjective heldOut, SharedCurvature curvature)
    {
        private readonly RidgeSolver _solver = new(training, curvature, Tolerance);

        public double[] Coefficients { get; private set; } = new double[training.Design.Stride];

        public double HeldOutLoss(double penalty, CancellationToken cancellation)
        {
            Coefficients = _solver.Solve(penalty, Coefficients, cancellation);
            return heldOut.TotalLogLoss(Coefficients, cancellation);
        }
    }
}
