using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Additive;
using Predictor.Risk.Engines.Trees;
using Predictor.Trees;

namespace Predictor.Risk.Evaluation.Learned;

/// <summary>Which pairs of features do most together.</summary>
internal static class StrongestInteractions
{
    private const int Kept = 10;

    /// <param name="explained">The rows.</param>
    /// <param name="most">How many rows are looked at.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The strongest pairs; none for a model that only adds, or that is a product of several.</returns>
    public static IReadOnlyList<Interaction> Of(ExplainedRows explained, int most, CancellationToken cancellation)
    {
        if (Explainer(explained.Head.Model) is not { } explainer) return [];
        var columns = explained.Features.Count;
        var sums = new double[columns * columns];
        var (values, step, looked) = (new double[columns * columns], Math.Max(1, explained.Rows.Count / most), 0);
        for (var row = 0; row < explained.Rows.Count; row += step)
        {
            cancellation.ThrowIfCancellationRequested();
            explainer.Interact(explained.Values.AsSpan(row * columns, columns), values);
            looked++;
            for (var i = 0; i < sums.Length; i++) sums[i] += Math.Abs(values[i]);
        }

        var pairs = new List<Interaction>();
        for (var first = 0; first < columns; first++)
        {
            for (var second = first + 1; second < columns; second++)
            {
                // Each half of an interaction stands in a cell of its own.
                var mean = explained.Head.Calibration.Contribution(sums[(first * columns) + second] + sums[(second * columns) + first]) / looked;
                if (mean > 0) pairs.Add(new Interaction(explained.Features.Slots[first].Feature.Code, explained.Features.Slots[second].Feature.Code, mean));
            }
        }

        return [.. pairs.OrderByDescending(p => p.MeanAbsoluteLogOdds).Take(Kept)];
    }

    private static TreeExplainer? Explainer(IRiskModel model) => model switch
    {
        TreesModel trees => new TreeExplainer(trees.Ensemble),
        AdditiveRiskModel additive => new TreeExplainer(additive.Model.Ensemble),
        _ => null,
    };
}
