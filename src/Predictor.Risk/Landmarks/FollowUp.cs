
namespace Predictor.Risk.Landmarks;

/// <summary>How long the landmarks of the training side were followed.</summary>
public static class FollowUp
{
    /// <summary>The censoring weights of a side.</summary>
    /// <param name="cohort">All landmarks.</param>
    /// <param name="options">The outcome and the horizons.</param>
    /// <param name="isIn">Whether an episode, by index, belongs to the side.</param>
    /// <param name="side">The side in words, to begin a message with; null where there is one side only.</param>
    /// <exception cref="FollowUpTooShortException">No landmark was followed for the whole label window of some horizon.</exception>
    public static CensoringWeights Weights(Cohort cohort, PipelineOptions options, Func<int, bool> isIn, string? side = null)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(isIn);
        var weights = new CensoringWeights(cohort.Rows.Where(r => isIn(r.Episode)).Select(r => cohort.CutTicks - r.Landmark.Ticks));
        foreach (var horizon in options.HorizonDays)
        {
            var window = (horizon + options.Outcome.InactivityDays) * TimeSpan.TicksPerDay;
            if (weights.ShareFollowed(window) == 0) throw new FollowUpTooShortException(horizon, options.Outcome.InactivityDays, weights.Longest, side);
        }

        return weights;
    }
}
