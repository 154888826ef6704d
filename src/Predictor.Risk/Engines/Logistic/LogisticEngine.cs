using Predictor.Risk.Numerics;

namespace Predictor.Risk.Engines.Logistic;

/// <summary>
/// Logistic regression with a ridge penalty: numbers as piecewise linear effects, a column for each category and for what is missing, the
/// penalty by grouped cross-validation.
/// </summary>
internal sealed class LogisticEngine(LogisticSettings settings) : IRiskEngine
{
    // The part of the rows is itself further than this from all of them.
    private const double RoughTolerance = 1e-3;

    public const string EngineName = "logistic";

    public string Name => EngineName;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The rows cannot be learned from; the message names the first entry at fault.</exception>
    /// <exception cref="InvalidOperationException">A fit did not converge.</exception>
    public EngineResult Train(TrainingRows rows, IProgress<string>? progress, CancellationToken cancellation)
    {
        TrainingRowsGuard.Check(rows);
        var chunks = new OrderedChunks(settings.Threads);
        var choice = new PenaltySearch(rows, settings, chunks).Choose(progress, cancellation);

        progress?.Report($"Fitting all {rows.RowCount} rows with penalty {choice.Penalty}");
        var all = RowSelection.All(rows);
        var full = Fit(rows, all, choice.Penalty, null, settings.Tolerance, chunks, cancellation);

        var outOfFold = new double[rows.RowCount];
        for (var fold = 0; fold < rows.FoldCount; fold++)
        {
            progress?.Report($"Fitting without fold {fold + 1} of {rows.FoldCount}");
            var model = Fit(rows, RowSelection.Outside(rows, all, fold), choice.Penalty, full, settings.FoldTolerance, chunks, cancellation).Model;
            foreach (var i in RowSelection.Inside(rows, all, fold))
                outOfFold[i] = model.LogOdds(rows.Row(i));
        }

        return new EngineResult(full.Model, outOfFold, Notes(rows, choice, full.Design));
    }

    private FitResult Fit(
        TrainingRows rows, int[] selection, double penalty, FitResult? warm, double tolerance, OrderedChunks chunks, CancellationToken cancellation)
    {
        var design = DesignLearner.Learn(rows, selection, settings, chunks, cancellation);
        var start = warm is null ? Rough(rows, selection, design, penalty, chunks, cancellation) : Transfer(warm, design);
        var objective = new RidgeObjective(rows, selection, design, chunks);
        var coefficients = new RidgeSolver(objective, settings with { Tolerance = tolerance }).Solve(penalty, start, cancellation);
        return new FitResult(design, coefficients, ModelBuilder.Build(rows.Columns, design, coefficients, penalty));
    }

    /// <summary>A start by a part of the rows, which spares most passes over all of them.</summary>
    private double[] Rough(
        TrainingRows rows, int[] selection, Design design, double penalty, OrderedChunks chunks, CancellationToken cancellation)
    {
        var part = RowSelection.Spread(selection, settings.SubsetRows);
        var objective = new RidgeObjective(rows, part, design, chunks);
        return new RidgeSolver(objective, settings with { Tolerance = RoughTolerance }).Solve(penalty, new double[design.Stride], cancellation);
    }

    /// <summary>A start close to the optimum. It changes how long the way is, not where it ends.</summary>
    private static double[] Transfer(FitResult from, Design to)
    {
        var known = from.Design.Columns.Select((column, i) => (column.Identity, Value: from.Coefficients[i])).ToDictionary(p => p.Identity, p => p.Value);
        var start = new double[to.Stride];
        for (var c = 0; c < to.Columns.Count; c++)
            start[c] = known.GetValueOrDefault(to.Columns[c].Identity);
        return start;
    }

    private List<string> Notes(TrainingRows rows, PenaltyChoice choice, Design design)
    {
        var grid = settings.Penalties;
        var notes = new List<string>
        {
            $"Penalty {choice.Penalty} was chosen among {grid.Count} from {grid[0]} to {grid[^1]} by the weighted log loss over "
                + $"{rows.FoldCount} folds of clients ({choice.LogLoss:F5}).",
            $"The {rows.Columns.Count} features became {design.Columns.Count - 1} columns.",
        };
        if (choice.Rows < rows.RowCount)
            notes.Add($"The penalty was chosen on {choice.Rows} of the {rows.RowCount} rows: all rows of some clients.");
        if (grid.Count > 1 && (choice.Penalty == grid[0] || choice.Penalty == grid[^1]))
            notes.Add("The chosen penalty lies at the end of what was tried; one beyond may do better.");
        return notes;
    }

    private sealed record FitResult(Design Design, double[] Coefficients, LogisticModel Model);
}
