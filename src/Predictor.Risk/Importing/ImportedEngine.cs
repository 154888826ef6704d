using Predictor.Risk.Engines;
using Predictor.Risk.Training;
using Predictor.Trees;

namespace Predictor.Risk.Importing;

/// <summary>Stands where an engine does and learns nothing: its model is there already. The rows are scored as they are.</summary>
internal sealed class ImportedEngine(ImportedModel imported, bool isRecalibrated) : IRiskEngine
{
    public string Name => imported.Model.Engine;

    /// <inheritdoc/>
    /// <remarks>A calibration is learned and needs the events that all learning needs; to describe the data, one is enough.</remarks>
    public int FewestEvents => isRecalibrated ? EventGate.Fewest : 1;

    public EngineResult Train(TrainingRows rows, IProgress<string>? progress, CancellationToken cancellation)
    {
        TrainingRowsGuard.Check(rows, cancellation);
        var logOdds = new double[rows.RowCount];
        imported.Model.Ensemble.Score(rows.Values, logOdds, 0, cancellation);
        return new EngineResult(imported.Model, logOdds, Notes(rows)) { IsCalibrated = !isRecalibrated };
    }

    private List<string> Notes(TrainingRows rows)
    {
        var notes = new List<string>
        {
            $"Imported: {imported.Origin}. On which clients it was trained is not known; if clients of the data given at import were among them, all figures flatter it.",
            "A worse sign may lower the risk: the directions of the features were not imposed on a model trained elsewhere.",
            isRecalibrated ? "Its probabilities were recalibrated on the data given at import." : "Its probabilities are as it gives them: they were not recalibrated.",
        };
        var used = imported.Model.Ensemble.Trees.SelectMany(t => t.Column).Where(c => c != TreeData.Leaf).Distinct().Order();
        var empty = used.Where(c => Enumerable.Range(0, rows.RowCount).All(r => double.IsNaN(rows.Row(r)[c]))).Select(c => rows.Columns[c].Code).ToList();
        if (empty.Count > 0) notes.Add($"Features that the model splits on and that have no value in the data given at import: {string.Join(", ", empty)}.");
        return notes;
    }
}
