using Predictor.Risk.Numerics;

namespace Predictor.Risk.Engines.Logistic;

/// <summary>Chooses the penalty by cross-validation over the folds, in which a client never sits on both sides.</summary>
internal sealed class PenaltySearch
{
    // Enough to rank penalties: what is left of the loss is below the square of this.
    private const double Tolerance = 1e-4;

    // The loss falls and then rises as the penalty shrinks; the smallest penalties, which would also take the longest, need no trial.
    private const int RisesToEnd = 2;

    private readonly TrainingRows _rows;
    private readonly LogisticSettings _settings;
    private readonly OrderedChunks _chunks;

    public PenaltySearch(TrainingRows rows, LogisticSettings settings, OrderedChunks chunks)
    {
        _rows = rows;
        _settings = settings;
        _chunks = chunks;
    }

    public PenaltyChoice Choose(IProgress<string>? progress, CancellationToken cancellation)
    {
        var all = RowSelection.All(_rows);
        var subset = RowSelection.OfSomeClients(_rows, all, _settings.SubsetRows);
        var selection = CanBeSplit(subset) ? subset : all;

        var folds = Enumerable.Range(0, _rows.FoldCount).Select(fold => new Path(this, selection, fold, cancellation)).ToArray();

        // Largest first: of equals the first is kept, which claims least.
        var (best, bestLoss) = (0, double.PositiveInfinity);
        for (var i = 0; i < _settings.Penalties.Count && i <= best + RisesToEnd; i++)
        {
            progress?.Report($"Choosing the penalty: {_settings.Penalties[i]} on {selection.Length} rows");
            var loss = folds.Sum(fold => fold.HeldOutLoss(_settings.Penalties[i], cancellation));
            if (loss < bestLoss) (best, bestLoss) = (i, loss);
        }

        var weight = selection.Sum(i => _rows.Weights[i]);
        return new PenaltyChoice(_settings.Penalties[best], bestLoss / weight, selection.Length);
    }

    /// <summary>Whether both labels are left whichever fold is taken out.</summary>
    private bool CanBeSplit(int[] selection)
    {
        return Enumerable.Range(0, _rows.FoldCount).All(fold =>
        {
            var outside = RowSelection.Outside(_rows, selection, fold);
            return Array.Exists(outside, i => _rows.Labels[i] == 1) && Array.Exists(outside, i => _rows.Labels[i] == 0);
        });
    }

    /// <summary>The fits without one fold, each starting from the one before.</summary>
    private sealed class Path
    {
        private readonly RidgeSolver _solver;
        private readonly RidgeObjective _heldOut;
        private double[] _coefficients;

        public Path(PenaltySearch search, int[] selection, int fold, CancellationToken cancellation)
        {
            var (rows, settings, chunks) = (search._rows, search._settings, search._chunks);
            var training = RowSelection.Outside(rows, selection, fold);
            var design = DesignLearner.Learn(rows, training, settings, chunks, cancellation);
            _solver = new RidgeSolver(new RidgeObjective(rows, training, design, chunks), settings with { Tolerance = Tolerance });
            _heldOut = new RidgeObjective(rows, RowSelection.Inside(rows, selection, fold), design, chunks);
            _coefficients = new double[design.Stride];
        }

        public double HeldOutLoss(double penalty, CancellationToken cancellation)
        {
            _coefficients = _solver.Solve(penalty, _coefficients, cancellation);
            return _heldOut.TotalLogLoss(_coefficients, cancellation);
        }
    }
}
