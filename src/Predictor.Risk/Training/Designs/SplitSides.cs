using Predictor.Care.Episodes;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Training.Designs;

/// <summary>The two sides of a split. No client has rows on both.</summary>
/// <param name="Design">The design, with its day where it has one.</param>
/// <param name="Training">What the model learns from.</param>
/// <param name="Test">What it is judged on.</param>
internal sealed record SplitSides(SplitDesign Design, SplitSide Training, SplitSide Test)
{
    /// <param name="episodes">The episodes of the export.</param>
    /// <param name="pipeline">How events become rows.</param>
    /// <param name="cutTicks">UTC ticks up to which the data tell.</param>
    /// <param name="seed">The seed of a split by client.</param>
    /// <param name="design">What is held out.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FollowUpTooShortException">One of the sides ends too early.</exception>
    /// <exception cref="ArgumentException">The day of a split by time leaves nobody on one side.</exception>
    public static SplitSides Of(IReadOnlyList<Episode> episodes, PipelineOptions pipeline, long cutTicks, int seed, SplitDesign design, CancellationToken cancellation)
    {
        var cohort = Cohort.Of(episodes, pipeline, cutTicks, cancellation);
        if (design.Kind != SplitKind.Time) return ByClient(cohort, pipeline, seed, design);
        design = design with { Day = design.Day ?? TimeSplit.DefaultDay(cohort, pipeline) };
        var split = new TimeSplit(episodes, cohort, pipeline, design.Day.Value, cancellation);
        return new SplitSides(design, split.Training(), split.Test());
    }

    /// <summary>The test side alone, found again in the data that a model was trained on, or in a later export of the same clinic.</summary>
    /// <param name="hasTrainingSide">Whether the clients that are not held out are those that the model learned from, and so tell how long rows were followed.</param>
    /// <param name="episodes">The episodes of the export.</param>
    /// <param name="cohort">Their landmarks.</param>
    /// <param name="pipeline">How events become rows.</param>
    /// <param name="seed">The seed of a split by client.</param>
    /// <param name="design">What was held out, with its day where it has one.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static SplitSide TestOf(IReadOnlyList<Episode> episodes, Cohort cohort, PipelineOptions pipeline, int seed, SplitDesign design, bool hasTrainingSide, CancellationToken cancellation)
    {
        if (design.Kind == SplitKind.Time) return new TimeSplit(episodes, cohort, pipeline, design.Day!.Value, cancellation).Test();
        if (hasTrainingSide) return ByClient(cohort, pipeline, seed, design).Test;
        var side = new TrainingSide(cohort, seed);
        return new SplitSide(cohort, side.Clients, side.IsHeldOut, FollowUp.Weights(cohort, pipeline, _ => true));
    }

    private static SplitSides ByClient(Cohort cohort, PipelineOptions pipeline, int seed, SplitDesign design)
    {
        var side = new TrainingSide(cohort, seed);
        var weights = FollowUp.Weights(cohort, pipeline, side.IsTraining);
        return new SplitSides(design, new SplitSide(cohort, side.Clients, side.IsTraining, weights), new SplitSide(cohort, side.Clients, side.IsHeldOut, weights));
    }
}
