using Predictor.Risk.Evaluation;
using Predictor.Risk.Features;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Training.Card;

/// <summary>Writes the model card from the run itself. What the run cannot know is said as unknown, never guessed.</summary>
internal static class ModelCard
{
    private const string NotStated = "Not stated.";

    /// <param name="pipeline">How events become rows.</param>
    /// <param name="options">Name and version.</param>
    /// <param name="features">What the model reads.</param>
    /// <param name="cohort">The landmarks of the data.</param>
    /// <param name="metrics">The figures.</param>
    /// <param name="origin">Where an imported model comes from; null for one that was trained here.</param>
    public static CardDocument Of(PipelineOptions pipeline, TrainingOptions options, FeatureSet features, Cohort cohort, MetricsDocument metrics, string? origin) => new(
        PackageFiles.Schema,
        options.Name,
        options.Version,
        [
            Output(pipeline, origin),
            Purpose(),
            Cautions(metrics),
            Development(pipeline, features, cohort, metrics, origin),
            new("5 Fairness in development",
            [
                new("5.i", "Approach to fair output", "Attributes kept for the fairness audit (s_ columns) are never model inputs. No other measure was taken in training."),
                new("5.ii", "Management of bias", "Rows are weighted for censoring, and rows of one client never sit on both sides of a split. Group differences have not been examined."),
            ]),
            new("6 External validation",
            [
                new("6.i", "Data and setting", "None."),
                new("6.ii", "Who tested", "Nobody."),
                new("6.iii", "Demographic representativeness of the external data", "None."),
                new("6.iv", "Process", "None."),
            ]),
            new("7 Performance",
            [
                new("7.i", "Validity in test data of the same source", string.Join(" ", metrics.ByHorizon.Select(h => Figures(h.Key, h.Value)))),
                new("7.ii", "Fairness in test data of the same source", NotStated),
                new("7.iii", "Validity in external data", NotStated),
                new("7.iv", "Fairness in external data", NotStated),
                new("7.v", "Evaluations of the effect on outcomes", "None are known."),
            ]),
            new("8 Monitoring",
            [
                new("8.i", "Validity over time", NotStated),
                new("8.ii", "Validity in local data", "To be found with 'predictor evaluate' on the clinic's own export."),
                new("8.iii", "Fairness over time", NotStated),
                new("8.iv", "Fairness in local data", NotStated),
            ]),
            new("9 Updates",
            [
                new("9.i", "Process and frequency of updates", NotStated),
                new("9.ii", "Process and frequency of corrections", NotStated),
            ]),
        ]);

    private static CardSection Output(PipelineOptions pipeline, string? origin) => new("1 Details and output",
    [
        new("1.i", "Developer", origin is null ? NotStated : $"Not stated. Trained elsewhere and imported: {origin}."),
        new("1.ii", "Funding", NotStated),
        new("1.iii", "Output", $"The probability that a client has left treatment, or leaves within the horizon ({string.Join(", ", pipeline.HorizonDays)} days), where leaving means no attended session for {pipeline.Outcome.InactivityDays} days without a closing end, or an end recorded as the client's own; with exact contributions of every feature."),
        new("1.iv", "Kind of output", "Prediction."),
    ]);

    private static CardSection Purpose() => new("2 Purpose",
    [
        new("2.i", "Intended use", "To decide whom to check in with first, in conversation with what the clinic knows."),
        new("2.ii", "Intended population", "Clients in an open course of psychotherapy or a like treatment, at clinics like those of the training data."),
        new("2.iii", "Intended users", "Therapists and clinic staff who know the clients; researchers."),
        new("2.iv", "Role in decisions", "Informs; never decides."),
    ]);

    private static CardSection Cautions(MetricsDocument metrics) => new("3 Cautions",
    [
        new("3.i", "Out-of-scope use", "Billing, refusing, shortening or ending care because of a score; judging therapists by it; populations, treatments or clinics unlike the training data."),
        new("3.ii", "Known risks and limits", $"A score says who may leave, not what would keep them. {string.Join(" ", metrics.Notes)}".TrimEnd()),
    ]);

    private static CardSection Development(PipelineOptions pipeline, FeatureSet features, Cohort cohort, MetricsDocument metrics, string? origin)
    {
        var use = origin is null ? "training rows" : "rows that base rate and bands are of";
        var from = origin is null ? "" : "On what the model was trained is not known here; what follows is the data given at import. ";
        var counts = string.Join(" ", metrics.Training.Select(t => $"Horizon {t.HorizonDays} days: {t.Rows} {use} of {t.Clients} clients, {t.Events} of them with the outcome; {t.Censored} rows censored."));
        return new("4 Development",
        [
            new("4.i", "Inclusion and exclusion", $"{from}All {cohort.Episodes.Count} episodes of the export; {cohort.EpisodesWithoutAnchor} without an appointment to judge by gave no rows. {counts} Late-notice limit {pipeline.LateNoticeHours} hours, zone {pipeline.Calendar.ZoneId}. Left out by configuration: {(pipeline.Exclude.Count == 0 ? "nothing" : string.Join(", ", pipeline.Exclude))}."),
            new("4.ii", "Demographic and social inputs", Demographics(features)),
            new("4.iii", "Demographic representativeness", NotStated),
            new("4.iv", "Relevance to the intended setting", NotStated),
        ]);
    }

    private static string Demographics(FeatureSet features)
    {
        var inputs = features.Slots.Select(s => s.Feature).Where(f => f.Family is FeatureFamily.Person or FeatureFamily.Covariate || f.Code is "payment.payer" or "payment.self-pay").Select(f => f.Code).ToList();
        return inputs.Count == 0 ? "None." : $"{string.Join(", ", inputs)}. Whether a covariate of the clinic's own (x_) is of this kind, the clinic must say.";
    }

    private static string Figures(int horizonDays, EvaluationResult result)
    {
        var interval = result.AucCi is { } ci ? $" (95 % interval {ci.Lower:0.000} to {ci.Upper:0.000})" : "";
        return $"Horizon {horizonDays} days, {result.Rows} held-out rows of {result.Clients} clients: AUC {Told(result.Auc)}{interval}; {Told(result.NotYetGone.Auc)} on rows with no spell yet begun; Brier {Told(result.Brier)}; calibration intercept {Told(result.CalibrationIntercept)}, slope {Told(result.CalibrationSlope)}.";
    }

    private static string Told(double? figure) => figure is { } known ? $"{known:0.000}" : "not defined";
}
