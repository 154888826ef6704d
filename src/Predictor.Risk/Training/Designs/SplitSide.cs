using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Training.Designs;

/// <summary>One side of a split.</summary>
/// <param name="Cohort">The landmarks, with what was known of their labels when the side ends.</param>
/// <param name="Clients">The client of each of the cohort's episodes as a number.</param>
/// <param name="IsIn">Whether an episode of the cohort, by index, is on this side.</param>
/// <param name="Weights">The censoring weights of the side's rows.</param>
internal sealed record SplitSide(Cohort Cohort, int[] Clients, Func<int, bool> IsIn, CensoringWeights Weights)
{
    /// <summary>The rows of the side whose label for a horizon is known.</summary>
    public LabelledRows Rows(int horizon, PipelineOptions pipeline) => LabelledRows.Of(Cohort, horizon, pipeline, IsIn, Weights);
}
