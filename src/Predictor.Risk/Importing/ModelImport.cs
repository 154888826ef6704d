using Predictor.Care.Episodes;
using Predictor.Risk.Engines.Trees;
using Predictor.Risk.Features;
using Predictor.Risk.Training;
using Predictor.Trees;

namespace Predictor.Risk.Importing;

/// <summary>
/// Packages a model that was trained elsewhere. What its file cannot tell comes from an export: the base rate, the percentiles and bands, how the features are distributed, what
/// simple rules do, and how good the model is on clients that a training would hold out.
/// </summary>
public static class ModelImport
{
    /// <param name="file">The trees with the columns of their file.</param>
    /// <param name="origin">Where they come from, in a few words, such as <c>a LightGBM model of 120 trees</c>.</param>
    /// <param name="codes">Which features the model was trained on and the codes of their categories; null where it has no categories.</param>
    /// <param name="episodes">The episodes of the export.</param>
    /// <param name="cutTicks">UTC ticks up to which the data tell.</param>
    /// <param name="dataFingerprint">The SHA-256 of the export.</param>
    /// <param name="pipeline">How events become rows, as when the model was trained; with the one horizon it was trained for.</param>
    /// <param name="options">Name, version and seed.</param>
    /// <param name="isRecalibrated">Whether intercept and slope of the log-odds are fitted to the export.</param>
    /// <param name="time">Gives the time of creation.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ImportException">The model does not fit the features; every problem is listed.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="Landmarks.FollowUpTooShortException">The data end too early.</exception>
    /// <exception cref="TooFewEventsException">There is no client with the outcome, or for a recalibration under 100.</exception>
    public static TrainedModel Package(
        TreeEnsemble file,
        string origin,
        FeatureCodes? codes,
        IReadOnlyList<Episode> episodes,
        long cutTicks,
        string dataFingerprint,
        PipelineOptions pipeline,
        TrainingOptions options,
        bool isRecalibrated,
        TimeProvider time,
        IProgress<string>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(pipeline);
        if (pipeline.HorizonDays.Count != 1) throw new ArgumentException($"There are {pipeline.HorizonDays.Count} horizons; expected the one that the model was trained for.", nameof(pipeline));
        progress?.Report("Matching the model's columns with features");
        // Features without any data are known too: what this clinic does not record is missing, and the model may do without.
        var candidates = FeatureSetBuilder.Build(episodes, pipeline, keepEmpty: true);
        var features = FeatureMatch.Of([.. file.Columns.Select(c => c.Name)], candidates, codes);
        var ensemble = new TreeEnsemble(ColumnBinding.Of(file, features.Columns), TreeColumns.Of(features.Columns));
        var imported = new ImportedModel(new TreesModel(ensemble), features, origin);
        return new Trainer(new ImportedEngine(imported, isRecalibrated), time) { Imported = imported }.Train(episodes, cutTicks, dataFingerprint, pipeline, options, progress, cancellation);
    }
}
