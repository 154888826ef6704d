using Predictor.Risk.Features;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Evaluation.Learned;

/// <summary>Looks at what a model learned.</summary>
internal static class Learning
{
    /// <summary>Enough rows to rank features by, and few enough to explain each in a second or two.</summary>
    private const int MostRows = 5000;

    private const int MostDependences = 12;
    private const int MostDirectionRows = 200;
    private const int MostInteractionRows = 200;

    /// <param name="head">The model.</param>
    /// <param name="features">Its columns.</param>
    /// <param name="rows">The rows it is judged on.</param>
    /// <param name="values">Row-major, rows x features.</param>
    /// <param name="options">How the evaluation is done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static LearnedModel? Of(ModelHead head, FeatureSet features, ScoredRows rows, double[] values, EvaluationOptions options, CancellationToken cancellation)
    {
        var kept = RowSample.Of(rows, MostRows, options.Seed);
        if (kept.Length == 0) return null;
        var isKept = new HashSet<int>(kept);
        var sample = rows.Where(isKept.Contains);
        var explained = ExplainedRows.Of(head, features, sample, RowSample.Picked(values, kept, features.Count), cancellation);
        var draws = new ClientDraws(sample, options);
        var importance = ImportanceOfFeatures.Of(explained, draws, cancellation);
        var used = importance.Select(f => features.IndexOf(f.Code)).ToList();
        return new LearnedModel
        {
            Rows = sample.Count,
            Clients = draws.Clients.Count,
            Features = importance,
            Families = Families(explained, options, draws, cancellation),
            Dependence = [.. used.Take(MostDependences).Select(f => DependenceBins.Of(explained, f))],
            Interactions = StrongestInteractions.Of(explained, MostInteractionRows, cancellation),
            Directions = DirectionChecks.Of(explained, used, MostDirectionRows, cancellation),
        };
    }

    private static IReadOnlyList<FamilyImportance> Families(ExplainedRows explained, EvaluationOptions options, ClientDraws draws, CancellationToken cancellation)
    {
        var model = MeasuredRows.Of(explained.Rows, null, draws, cancellation, withCurve: false);
        return
        [
            .. explained.Features.Slots.Select((slot, f) => (slot.Feature.Family, f)).GroupBy(p => p.Family, p => p.f).Select(Told).OrderByDescending(f => f.MeanAbsoluteLogOdds),
        ];

        FamilyImportance Told(IGrouping<FeatureFamily, int> family)
        {
            int[] own = [.. family];
            var shuffled = MeasuredRows.Of(explained.Rows.WithProbabilities(ShuffledFamily.Probabilities(explained, own, options.Seed)), null, draws, cancellation, withCurve: false);
            var interval = model.Repeats is { } ours && shuffled.Repeats is { } theirs ? ours.IntervalOfGain(theirs, Figure.Auc).Value : null;
            return new FamilyImportance(FamilyNames.Of(family.Key), ImportanceOfFeatures.OfFamily(explained, own), model.Performance.Auc - shuffled.Performance.Auc, interval);
        }
    }
}
