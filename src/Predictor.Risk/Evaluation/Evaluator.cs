using Predictor.Risk.Evaluation.Capacity;
using Predictor.Risk.Evaluation.Curves;
using Predictor.Risk.Evaluation.Fairness;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Evaluation;

/// <summary>Computes every statistic of <c>evaluate</c> for one horizon.</summary>
public static class Evaluator
{
    /// <summary>Evaluates predictions on all rows, by landmark, on the rows with no spell yet begun, by group, by threshold, and beside baselines.</summary>
    /// <param name="rows">The held-out rows with the model's predictions.</param>
    /// <param name="censored">The rows left out of <paramref name="rows"/> because their label was not known by the cut.</param>
    /// <param name="groupings">Further ways to put the rows into groups.</param>
    /// <param name="watch">The rows as a clinic sees them week by week; null where that is not known.</param>
    /// <param name="fairness">Whom the model may treat differently; null for no audit.</param>
    /// <param name="baselines">By name, another prediction for each of <paramref name="rows"/>.</param>
    /// <param name="options">How to do it.</param>
    /// <param name="progress">Told what is being done; null for nobody.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An option, or a baseline's prediction, is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal static EvaluationResult Evaluate(
        ScoredRows rows,
        CensoredRows censored,
        IReadOnlyList<RowGrouping> groupings,
        Watch? watch,
        FairnessRequest? fairness,
        IReadOnlyDictionary<string, double[]> baselines,
        EvaluationOptions options,
        IProgress<string>? progress,
        CancellationToken cancellation)
    {
        options.Validate();
        var draws = new ClientDraws(rows, options);
        progress?.Report("all landmarks");
        var all = MeasuredRows.Of(rows, censored.Total, draws, cancellation);
        progress?.Report("by kind of landmark");
        var model = Sliced(all, rows, censored, draws, cancellation);
        var byGroup = new SortedDictionary<string, IReadOnlyList<GroupPerformance>>(StringComparer.Ordinal);
        foreach (var grouping in groupings)
        {
            progress?.Report($"by {grouping.Name}");
            byGroup[grouping.Name] = Groups(rows, grouping, draws, cancellation);
        }

        var ofBaselines = new SortedDictionary<string, BaselinePerformance>(StringComparer.Ordinal);
        foreach (var (name, probabilities) in baselines)
        {
            progress?.Report($"baseline {name}");
            ofBaselines[name] = BaselinePerformance.Of(all, MeasuredRows.Of(rows.WithProbabilities(probabilities), censored.Total, draws, cancellation));
        }

        progress?.Report("by group of clients");
        var audit = fairness is null ? null : FairnessAudit.Of(rows, fairness.Groupings, fairness.Threshold, draws, cancellation);
        progress?.Report("net benefit and capacity");
        return new EvaluationResult(model, ofBaselines)
        {
            ByGroup = byGroup,
            DecisionCurve = DecisionCurve.Of(rows, draws, cancellation),
            Fairness = audit,
            CapacityCurve = watch is null ? [] : CapacityCurve.Of(rows, watch, draws, cancellation),
            Curves = PredictionCurves.Of(rows, draws, cancellation),
        };
    }

    /// <summary>Evaluates predictions on all rows, by landmark, and on the rows with no spell yet begun.</summary>
    /// <inheritdoc cref="Evaluate"/>
    public static SlicedPerformance Slices(ScoredRows rows, CensoredRows censored, EvaluationOptions options, CancellationToken cancellation)
    {
        options.Validate();
        var draws = new ClientDraws(rows, options);
        return Sliced(MeasuredRows.Of(rows, censored.Total, draws, cancellation), rows, censored, draws, cancellation);
    }

    private static SlicedPerformance Sliced(MeasuredRows all, ScoredRows rows, CensoredRows censored, ClientDraws draws, CancellationToken cancellation)
    {
        var byLandmark = new PerformanceByLandmark
        {
            Attended = OfKind(LandmarkKind.Attended, censored.Attended),
            Missed = OfKind(LandmarkKind.Missed, censored.Missed),
            Cancelled = OfKind(LandmarkKind.Cancelled, censored.Cancelled),
            Silent = OfKind(LandmarkKind.Silent, censored.Silent),
        };
        return new SlicedPerformance(all.Performance, byLandmark, Of(row => rows.NotYetGone[row], censored.NotYetGone));

        Performance OfKind(LandmarkKind kind, int censoredOfKind) => Of(row => rows.Kinds[row] == kind, censoredOfKind);

        Performance Of(Func<int, bool> condition, int? censoredOfThem) =>
            MeasuredRows.Of(rows.Where(condition), censoredOfThem, draws, cancellation).Performance;
    }

    private static List<GroupPerformance> Groups(ScoredRows rows, RowGrouping grouping, ClientDraws draws, CancellationToken cancellation)
    {
        var groups = new List<GroupPerformance>(grouping.Groups.Count);
        for (var group = 0; group < grouping.Groups.Count; group++)
        {
            var of = group;
            var measured = MeasuredRows.Of(rows.Where(row => grouping.GroupOfRow[row] == of), null, draws, cancellation);
            groups.Add(new GroupPerformance(grouping.Groups[group], measured.Performance));
        }

        return groups;
    }
}
