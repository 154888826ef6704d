using Predictor.Care.Episodes;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Evaluation;

/// <summary>The predictions that an evaluation judges, row by row, for whoever wants to compute figures of their own.</summary>
public static class PackagePredictions
{
    /// <summary>The same rows, labels and weights as <see cref="PackageEvaluation.Of"/> judges, by horizon and then in the order of the landmarks.</summary>
    /// <param name="package">The model.</param>
    /// <param name="episodes">The episodes of the export.</param>
    /// <param name="cutTicks">UTC ticks up to which the data tell.</param>
    /// <param name="dataFingerprint">The SHA-256 of the export.</param>
    /// <param name="clients">Which clients to judge on.</param>
    /// <param name="horizons">The horizons wanted, in days, each one of the package's.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FollowUpTooShortException">The data end too early.</exception>
    public static IEnumerable<Prediction> Of(
        ModelPackage package, IReadOnlyList<Episode> episodes, long cutTicks, string dataFingerprint, ClientChoice clients, IReadOnlyCollection<int> horizons, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(package);
        var judged = JudgedRows.Of(package, episodes, cutTicks, dataFingerprint, clients, cancellation).Side;
        return Enumerable.Range(0, package.Heads.Count)
            .Where(h => horizons.Contains(package.Heads[h].HorizonDays))
            .SelectMany(h => OfHead(package, h, judged.Cohort, judged.Rows(h, package.Pipeline), cancellation));
    }

    private static IEnumerable<Prediction> OfHead(ModelPackage package, int horizon, Cohort cohort, LabelledRows labelled, CancellationToken cancellation)
    {
        var head = package.Heads[horizon];
        var columns = package.Features.Count;
        var values = cohort.Fold(package.Features, labelled.Rows, cancellation);
        for (var i = 0; i < labelled.Rows.Length; i++)
        {
            var row = cohort.Rows[labelled.Rows[i]];
            var episode = cohort.Episodes[row.Episode];
            yield return new Prediction(
                episode.EpisodeId, episode.ClientId, row.Landmark.Ticks, row.Landmark.Kind, row.NotYetGone, head.HorizonDays, labelled.Labels[i], labelled.Weights[i], head.Probability(values.AsSpan(i * columns, columns)));
        }
    }
}
