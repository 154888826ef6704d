using Predictor.Risk.Numerics;

namespace Predictor.Risk.Engines.Logistic;

/// <summary>
/// Logistic regression with a ridge penalty: numbers as piecewise linear effects, a column for each category and for what is missing, the
/// penalty by grouped cross-validation.
/// </summary>
internal sealed class LogisticEngine(LogisticSettings settings) : IRiskEngine
{
    public const string EngineName = "logistic";

    public string Name => EngineName;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The rows cannot be learned from; the message names the first entry at fault.</exception>
    /// <exception cref="InvalidOperationException">A fit did not converge.</exception>
    public EngineResult Train(TrainingRows rows, IProgress<string>? progress, CancellationToken cancellation)
    {
        TrainingRowsGuard.Check(rows, cancellation);
        var chunks = new OrderedChunks(settings.Threads);
        var fit = FitAll(rows, chunks, progress, cancellation);

        // The full fit is close to the optimum without a fold, and its curvature is nearly the fold's. They shorten the way and do not move
        // its end.
        var all = RowSelection.All(rows);
        var outOfFold = new double[rows.RowCount];
        for (var fold = 0; fold < rows.FoldCount; fold++)
        {
            progress?.Report($"Fitting without fold {fold + 1} of {rows.FoldCount}");
            var outside = new RidgeObjective(rows, fit.Matrix, RowSelection.Outside(rows, all, fold, cancellation), chunks);
            var coefficients = new RidgeSolver(outside, fit.Curvature, settings.FoldTolerance).Solve(fit.Choice.Penalty, fit.Coefficients, cancellation);
            fit.Matrix.SetLogOdds(outOfFold, RowSelection.Inside(rows, all, fold, cancellation), coefficients, chunks, cancellation);
        }

        return new EngineResult(ModelBuilder.Build(rows.Columns, fit.Matrix.Design, fit.Coefficients, fit.Choice.Penalty), outOfFold, Notes(rows, fit.Choice, fit.Matrix.Design));
    }

    /// <summary>The model of all rows alone, without the fits that leave a fold out: for comparing, where nothing is calibrated.</summary>
    /// <inheritdoc cref="Train"/>
    public LogisticModel Fit(TrainingRows rows, CancellationToken cancellation)
    {
        TrainingRowsGuard.Check(rows, cancellation);
        var fit = FitAll(rows, new OrderedChunks(settings.Threads), progress: null, cancellation);
        return ModelBuilder.Build(rows.Columns, fit.Matrix.Design, fit.Coefficients, fit.Choice.Penalty);
    }

    private FullFit FitAll(TrainingRows rows, OrderedChunks chunks, IProgress<string>? progress, CancellationToken cancellation)
    {
        // One basis for all folds: bounds, bends, categories, means and scales come from the features of all training rows, also for the
        // fits that leave a fold out. This is no leakage. Labels have no part in it, so that nothing of a fold's outcomes reaches the model
        // that is judged on it but through the choice of the penalty; and the held-out clients, on whom the final model is judged, are
        // not among these rows at all.
        progress?.Report($"Laying out {rows.RowCount} rows");
        var design = DesignLearner.Learn(rows, settings, chunks, cancellation);
        var matrix = DesignMatrix.Of(rows, design, chunks, cancellation);
        var choice = new PenaltySearch(rows, matrix, settings, chunks).Choose(progress, cancellation);

        progress?.Report($"Fitting all {rows.RowCount} rows with penalty {choice.Penalty}");
        var all = RowSelection.All(rows);
        var curvature = new SharedCurvature();
        var objective = new RidgeObjective(rows, matrix, all, chunks);
        var full = new RidgeSolver(objective, curvature, settings.Tolerance).Solve(choice.Penalty, choice.Coefficients, cancellation);
        return new FullFit(matrix, choice, full, curvature);
    }

    private List<string> Notes(TrainingRows rows, PenaltyChoice choice, Design design)
    {
        var grid = settings.Penalties;
        var smallest = grid[choice.Tried - 1];
        var notes = new List<string>
        {
            $"Penalty {choice.Penalty} was chosen among {choice.Tried} from {grid[0]} to {smallest} by the weighted log loss over "
                + $"{rows.FoldCount} folds of clients ({choice.LogLoss:F5}).",
            $"The {rows.Columns.Count} features became {design.Columns.Count - 1} columns.",
        };
        if (choice.Tried < grid.Count)
            notes.Add($"The {grid.Count - choice.Tried} smaller penalties, to {grid[^1]}, were not tried: the log loss was rising.");
        if (choice.Rows < rows.RowCount)
            notes.Add($"The penalty was chosen on {choice.Rows} of the {rows.RowCount} rows: all rows of some clients.");
        if (choice.Tried > 1 && (choice.Penalty == grid[0] || choice.Penalty == smallest))
            notes.Add("The chosen penalty lies at the end of what was tried; one beyond may do better.");
        return notes;
    }

    private sealed record FullFit(DesignMatrix Matrix, PenaltyChoice Choice, double[] Coefficients, SharedCurvature Curvature);
}
