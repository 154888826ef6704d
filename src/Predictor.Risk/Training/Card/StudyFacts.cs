using System.Globalization;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Training.Card;

/// <summary>What TRIPOD+AI asks of a report on a prediction model and a run can tell.</summary>
internal static class StudyFacts
{
    private const double OftenMissing = 0.5;

    public static IReadOnlyList<CardFact> Of(CardRun run) =>
    [
        new("Data", Data(run)),
        new("Eligibility", Eligibility(run)),
        new("Outcome and horizon", Outcome(run.Pipeline)),
        new("Predictors", Predictors(run)),
        new("Sample size", SampleSize(run)),
        new("Missing data", MissingData(run)),
        new("Partitioning", $"{ClientSplit.HeldOutShare:P0} of clients are held out by a hash of seed {run.Options.Seed} and client, and never trained on; what is chosen or calibrated is so on {run.Options.Folds} folds of the other clients. Rows of one client never sit on two sides."),
        new("Model", Model(run)),
        new("Performance", string.Join(" ", run.Metrics.ByHorizon.Select(h => CardFigures.Of(h.Key, h.Value)))),
        new("Full model", "model.json, calibration.json and pipeline.json of the package, as text."),
        new("Limits", Limits(run)),
    ];

    /// <summary>When a client counts as gone.</summary>
    public static string Gone(PipelineOptions pipeline) => $"no attended session for {pipeline.Outcome.InactivityDays} days without a closing end, or an end recorded as the client's own";

    private static string Data(CardRun run)
    {
        // Months, not days: the day on which one client began is nobody's business.
        var starts = run.Cohort.Episodes.Count == 0 ? "" : $" of treatment that began from {Month(run.Cohort.Episodes.Min(e => e.StartedOn.EarliestTicks))} to {Month(run.Cohort.Episodes.Max(e => e.StartedOn.EarliestTicks))}";
        return $"A clinic export of {run.Cohort.Episodes.Count} episodes{starts}, followed up to {Month(run.Cohort.CutTicks)}; SHA-256 {run.DataFingerprint}.{(run.Origin is null ? "" : " Given at import: on what the model was trained is not known here.")}";

        string Month(long ticks) => run.Pipeline.Calendar.Local(ticks).ToString("yyyy-MM", CultureInfo.InvariantCulture);
    }

    private static string Eligibility(CardRun run) =>
        $"All episodes of the export; {run.Cohort.EpisodesWithoutAnchor} without an appointment that the clinic did not cancel gave no rows. A row is a landmark: each moment at which an appointment's outcome became known, and every 7 days of silence, while the client is not known to be gone.";

    private static string Outcome(PipelineOptions pipeline) =>
        $"Dropout: {Gone(pipeline)}. Label 1: has left, or leaves within {string.Join(" or ", pipeline.HorizonDays)} days of the landmark. Labels not known at the end of the data are {(pipeline.LabelWindow == LabelWindow.Weighted ? "censored, with inverse probability of censoring weights on the rest" : "left out with all rows whose window ends after the data")}.";

    private static string Predictors(CardRun run)
    {
        var families = run.Features.Slots.GroupBy(s => s.Feature.Family).OrderBy(g => g.Key).Select(g => $"{JsonName(g.Key.ToString())} {g.Count()}");
        return $"{run.Features.Count} features, each from what was known at the landmark and nothing later: {string.Join(", ", families)}. Left out by configuration: {(run.Pipeline.Exclude.Count == 0 ? "nothing" : string.Join(", ", run.Pipeline.Exclude))}.";
    }

    private static string SampleSize(CardRun run) => string.Join(" ", run.Metrics.Training.Select(t =>
        $"Horizon {t.HorizonDays} days: {t.Rows} {(run.Origin is null ? "training rows" : "rows that base rate and bands are of")} of {t.Clients} clients, {t.Events} of them with the outcome ({t.Positives} rows); {t.Censored} rows censored. PROBAST asks for 100 clients with the outcome and advises {EventGate.Comfortable} or more."));

    private static string MissingData(CardRun run)
    {
        var often = run.Features.Slots.Select((s, i) => (s.Feature.Code, run.Distributions[i].Missing)).Where(f => f.Missing > OftenMissing).OrderByDescending(f => f.Missing).ThenBy(f => f.Code, StringComparer.Ordinal).ToList();
        var told = often.Count == 0 ? "No feature is missing in over half of the rows." : $"{often.Count} of {run.Features.Count} features are missing in over half of the rows, such as {string.Join(", ", often.Take(5).Select(f => $"{f.Code} ({f.Missing:P0})"))}.";
        return $"Nothing is imputed beforehand and no row is dropped for a missing value: the model knows missing from zero. {told} The share of each stands in features.json.";
    }

    private static string Model(CardRun run) =>
        $"{(run.Origin is null ? $"Engine {run.Engine}" : $"Trained elsewhere: {run.Origin}")}{(run.Pipeline.HorizonDays.Count > 1 ? $", one curve over the horizons: {run.Pipeline.HorizonDays[0]} days has a model of its own, each other a hazard from its neighbour, closing ends being competing events" : "")}, in log-odds with exact additive contributions; calibrated by intercept and slope{(run.Origin is null ? ", out of fold" : " where that was asked for")}. Seed {run.Options.Seed}: the same data give the same model to the last bit.";

    private static string Limits(CardRun run) => string.Join(" ", run.Metrics.Notes.Prepend("One export, tested on other clients of the same source: neither another clinic nor a later time is shown by these figures."));

    private static string JsonName(string name) => name.ToLowerInvariant();
}
