using System.Text.Json;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Evaluation;

/// <summary>Computes every statistic of <c>evaluate</c> for one horizon.</summary>
public static class Evaluator
{
    /// <summary>Evaluates predictions on all rows, by landmark, on the rows with no spell yet begun, and beside baselines.</summary>
    /// <param name="rows">The held-out rows with the model's predictions.</param>
    /// <param name="censored">The rows left out of <paramref name="rows"/> because their label was not known by the cut.</param>
    /// <param name="baselines">By name, another prediction for each of <paramref name="rows"/>.</param>
    /// <param name="options">How to do it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An option, or a baseline's prediction, is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static EvaluationResult Evaluate(
        ScoredRows rows,
        CensoredRows censored,
        IReadOnlyDictionary<string, double[]> baselines,
        EvaluationOptions options,
        CancellationToken cancellation)
    {
        var model = Slices(rows, censored, options, cancellation);
        var ofBaselines = new SortedDictionary<string, Performance>(StringComparer.Ordinal);
        foreach (var (name, probabilities) in baselines)
            ofBaselines[name] = Measure(rows.WithProbabilities(probabilities), censored.Total, options, cancellation);

        return new EvaluationResult(model, ofBaselines);
    }

    /// <summary>Evaluates predictions on all rows, by landmark, and on the rows with no spell yet begun.</summary>
    /// <inheritdoc cref="Evaluate"/>
    public static SlicedPerformance Slices(ScoredRows rows, CensoredRows censored, EvaluationOptions options, CancellationToken cancellation)
    {
        options.Validate();
        var byLandmark = new PerformanceByLandmark
        {
            Attended = OfKind(LandmarkKind.Attended, censored.Attended),
            Missed = OfKind(LandmarkKind.Missed, censored.Missed),
            Cancelled = OfKind(LandmarkKind.Cancelled, censored.Cancelled),
            Silent = OfKind(LandmarkKind.Silent, censored.Silent),
        };
        var notYetGone = Measure(rows.Where(row => rows.NotYetGone[row]), censored.NotYetGone, options, cancellation);
        return new SlicedPerformance(Measure(rows, censored.Total, options, cancellation), byLandmark, notYetGone);

        Performance OfKind(LandmarkKind kind, int censoredOfKind) =>
            Measure(rows.Where(row => rows.Kinds[row] == kind), censoredOfKind, options, cancellation);
    }

    private static Performance Measure(ScoredRows rows, int? censored, EvaluationOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var ranked = new RankedPredictions(rows);
        var clients = new ClientNumbers(rows.Clients);
        var undefined = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var performance = new Performance
        {
            Rows = rows.Count,
            Clients = clients.Count,
            Positives = rows.Labels.Count((byte)1),
            Censored = censored,
            Prevalence = Known(nameof(Performance.Prevalence), Prevalence(ranked)),
            Auc = Known(nameof(Performance.Auc), Discrimination.Auc(ranked)),
            AucCi = Known(nameof(Performance.AucCi), ClientBootstrap.AucInterval(rows, ranked, clients, options, cancellation)),
            AveragePrecision = Known(nameof(Performance.AveragePrecision), Discrimination.AveragePrecision(ranked)),
            Brier = Known(nameof(Performance.Brier), ScoringRules.Brier(ranked)),
            LogLoss = Known(nameof(Performance.LogLoss), ScoringRules.LogLoss(ranked)),
            CalibrationIntercept = Known(nameof(Performance.CalibrationIntercept), LogisticRecalibration.Intercept(ranked)),
            CalibrationSlope = Known(nameof(Performance.CalibrationSlope), LogisticRecalibration.Line(ranked))?.Slope,
            Ici = Known(nameof(Performance.Ici), CalibrationIndex.Integrated(ranked, cancellation)),
        };

        return undefined.Count == 0 ? performance : performance with { Undefined = undefined };

        T? Known<T>(string name, Estimate<T> estimate)
            where T : struct
        {
            if (estimate.WhyUndefined is { } why)
                undefined[JsonNamingPolicy.CamelCase.ConvertName(name)] = why;
            return estimate.Value;
        }
    }

    private static Estimate<double> Prevalence(RankedPredictions ranked) =>
        ranked.Count == 0 ? Estimate<double>.Undefined("no rows") : ranked.PositiveWeight / ranked.Weight;
}
