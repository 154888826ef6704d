
namespace Predictor.Risk.Landmarks;

/// <summary>How long the landmarks of the training side were followed.</summary>
public static class FollowUp
{
    /// <summary>The censoring weights of a side.</summary>
    /// <exception cref="FollowUpTooShortException">No landmark was followed for the whole label window of some horizon.</exception>
    public static CensoringWeights Weights(Cohort cohort, PipelineOptions options, Func<int, bool> isIn)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(isIn);
        var weights = new CensoringWeights(cohort.Rows.Where(r => isIn(r.Episode)).Select(r => cohort.CutTicks - r.Landmark.Ticks));
        foreach (var horizon in options.HorizonDays)
        {
            var window = (horizon + options.Outcome.InactivityDays) * TimeSpan.TicksPerDay;
            if (weights.ShareFollowed(window) == 0) throw new FollowUpTooShortException(horizon, options.Outcome.InactivityDays, weights.Longest);
        }

        return weights;
    }
}
