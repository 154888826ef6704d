using Predictor.Care.Episodes;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Designs;

namespace Predictor.Risk.Evaluation;

/// <summary>The side of an export that a package is judged on.</summary>
/// <param name="Side">Whose rows, with their weights.</param>
/// <param name="Told">In words, which clients they are.</param>
internal sealed record JudgedRows(SplitSide Side, string Told)
{
    /// <param name="package">The model.</param>
    /// <param name="episodes">The episodes of the export.</param>
    /// <param name="cutTicks">UTC ticks up to which the data tell.</param>
    /// <param name="dataFingerprint">The SHA-256 of the export: on the model's own training data, only held-out clients are used by default.</param>
    /// <param name="clients">Which clients to judge on.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FollowUpTooShortException">The data end too early.</exception>
    public static JudgedRows Of(ModelPackage package, IReadOnlyList<Episode> episodes, long cutTicks, string dataFingerprint, ClientChoice clients, CancellationToken cancellation)
    {
        var cohort = Cohort.Of(episodes, package.Pipeline, cutTicks, cancellation);
        var side = new TrainingSide(cohort, package.Seed);
        var isTrainingData = dataFingerprint == package.DataFingerprint;
        var isHeldOut = clients == ClientChoice.HeldOut || (clients == ClientChoice.Default && isTrainingData);
        // On other data there is no training side: its own landmarks tell how long they were followed.
        var judged = isHeldOut
            ? SplitSides.TestOf(episodes, cohort, package.Pipeline, package.Seed, package.Split, isTrainingData, cancellation)
            : new SplitSide(cohort, side.Clients, _ => true, FollowUp.Weights(cohort, package.Pipeline, isTrainingData && package.Split.Kind != SplitKind.Time ? side.IsTraining : _ => true));
        return new JudgedRows(judged, dataFingerprint == package.Origin?.DataFingerprint ? "the export that the model was recalibrated on (its calibration is apparent there)" : InWords(package.Split, isTrainingData, isHeldOut));
    }

    private static string InWords(SplitDesign split, bool isTrainingData, bool isHeldOut) => (isTrainingData, isHeldOut) switch
    {
        (true, true) => $"the clients of the training data {split.HeldOutAre}",
        (true, false) => "the training data, all clients (apparent performance: it flatters the model)",
        (false, true) when split.Kind == SplitKind.Time => $"another export, the clients {split.HeldOutAre}",
        (false, true) => "another export, the clients that a training with the model's seed holds out",
        (false, false) => "another export, all clients (if it holds clients of the training data, the figures flatter the model)",
    };
}
