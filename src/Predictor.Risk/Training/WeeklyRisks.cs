using Predictor.Risk.Landmarks;
using Predictor.Risk.Scoring;

namespace Predictor.Risk.Training;

/// <summary>What the risks of a clinic's clients are like, as one that looks once a week sees them: base rate, percentiles and bands.</summary>
internal static class WeeklyRisks
{
    /// <summary>The risk over weekly landmarks: of each episode's weeks the last landmark.</summary>
    /// <param name="cohort">All landmarks.</param>
    /// <param name="labelled">Some of them.</param>
    /// <param name="probabilities">The risk of each of those.</param>
    public static PercentileGrid Of(Cohort cohort, LabelledRows labelled, double[] probabilities)
    {
        var weekly = new List<double>();
        var weights = new List<double>();
        for (var i = 0; i < labelled.Rows.Length; i++)
        {
            if (i + 1 < labelled.Rows.Length && WeekOf(cohort, labelled.Rows[i]) == WeekOf(cohort, labelled.Rows[i + 1])) continue;
            weekly.Add(probabilities[i]);
            weights.Add(labelled.Weights[i]);
        }

        return PercentileGrid.Of([.. weekly], [.. weights]);
    }

    /// <summary>The upper half in three parts: 30, 15 and 5 %.</summary>
    public static RiskBands Bands(PercentileGrid percentiles) => new(percentiles.Quantile(50), percentiles.Quantile(80), percentiles.Quantile(95));

    /// <summary>The weighted share of label 1.</summary>
    public static double BaseRate(byte[] labels, double[] weights)
    {
        double positive = 0, all = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            all += weights[i];
            if (labels[i] == 1) positive += weights[i];
        }

        return positive / all;
    }

    private static (int Episode, long Week) WeekOf(Cohort cohort, int row)
    {
        var (episode, landmark, _) = cohort.Rows[row];
        return (episode, (landmark.Ticks - cohort.Episodes[episode].StartedOn.EarliestTicks) / (7 * TimeSpan.TicksPerDay));
    }
}
