using Predictor.Risk.Engines;
using Predictor.Risk.Engines.MicrosoftML;

namespace Predictor.MicrosoftML;

/// <summary>
/// Learns with ML.NET, once on all rows and once without each fold, and hands over what was learned in this project's own form: scoring, explaining and serving need no ML.NET.
/// </summary>
internal sealed class MicrosoftMLEngine(string name, IReadOnlyDictionary<string, double> settings, int seed) : IRiskEngine
{
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Settings => settings;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The rows cannot be learned from; the message names the first entry at fault.</exception>
    /// <exception cref="ConversionException">A converted model does not give ML.NET's probabilities.</exception>
    public EngineResult Train(TrainingRows rows, IProgress<string>? progress, CancellationToken cancellation)
    {
        TrainingRowsGuard.Check(rows, cancellation);
        var fitter = new Fitter(name, settings, seed);
        progress?.Report($"Fitting all {rows.RowCount} rows with ML.NET");
        var all = Enumerable.Range(0, rows.RowCount).ToArray();
        var fit = fitter.Fit(rows, all, cancellation);

        // Each fold's model learns its means and its columns from its own rows alone.
        var outOfFold = new double[rows.RowCount];
        for (var fold = 0; fold < rows.FoldCount; fold++)
        {
            progress?.Report($"Fitting without fold {fold + 1} of {rows.FoldCount} with ML.NET");
            var outside = fitter.Fit(rows, [.. all.Where(r => rows.Folds[r] != fold)], cancellation);
            foreach (var row in all.Where(r => rows.Folds[r] == fold)) outOfFold[row] = outside.Converted.LogOdds(rows.Row(row));
        }

        return new EngineResult(fit.Converted, outOfFold, Notes(fit)) { SaveNative = fit.Save };
    }

    private List<string> Notes(Fit fit)
    {
        var notes = new List<string>
        {
            $"Trained with ML.NET ({name}) and converted; of {fit.Checked} training rows the probabilities, before calibration, differ from ML.NET's by at most {fit.LargestDifference:0.0e+0}.",
            $"Missing values: a number without a value takes the mean of the training rows that have one, and {fit.Layout.Marked.Count} columns mark where that was done; a category without a value is none of the known ones.",
            "A worse sign may lower the risk: ML.NET knows no directions of features.",
        };
        if (name == MicrosoftMLNames.Gam) notes.Add("ML.NET's additive model learns nothing from rows with weights: rows were repeated instead, as often as their censoring weight says, the fraction by chance.");
        return notes;
    }
}
