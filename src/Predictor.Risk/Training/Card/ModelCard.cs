using Predictor.Risk.Features;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Training.Card;

/// <summary>Writes the model card from the run itself. What neither the run nor the card file says is said as unknown, never guessed.</summary>
internal static class ModelCard
{
    private const string NotStated = "Not stated.";

    public static CardDocument Of(CardRun run)
    {
        var known = Known(run);
        var sections = SourceAttributes.Sections.Select(s => new CardSection(s.Section, [.. s.Attributes.Select(Attribute)])).ToList();
        return new CardDocument(PackageFiles.Schema, run.Options.Name, run.Options.Version, sections, StudyFacts.Of(run)).With(run.Options.Card);

        CardEntry Attribute(SourceAttribute asked) => known.TryGetValue(asked.Id, out var text)
            ? new CardEntry(asked.Id, asked.Title, !asked.MayBeUnknown, CardSource.Run, text)
            : new CardEntry(asked.Id, asked.Title, !asked.MayBeUnknown, CardSource.NotStated, Hints.GetValueOrDefault(asked.Id, NotStated));
    }

    /// <summary>How to find what is not stated.</summary>
    private static readonly Dictionary<string, string> Hints = new(StringComparer.Ordinal)
    {
        ["6.i"] = "Not stated. The training knows of no external validation.",
        ["7.iii"] = "Not stated. To be found with 'predictor evaluate' on another export.",
        ["8.i"] = "Not stated. 'predictor drift' compares data, scores and performance with the training's; who runs it and how often is for the clinic to say.",
        ["8.ii"] = "Not stated. To be found with 'predictor evaluate' on the clinic's own export.",
    };

    private static Dictionary<string, string> Known(CardRun run)
    {
        var pipeline = run.Pipeline;
        var known = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["1.iii"] = $"The probability that a client has left treatment, or leaves within the horizon ({string.Join(", ", pipeline.HorizonDays)} days), where leaving means {StudyFacts.Gone(pipeline)}; with exact contributions of every feature.",
            ["1.iv"] = "Prediction.",
            ["2.i"] = "To decide whom to check in with first, in conversation with what the clinic knows.",
            ["2.ii"] = "Clients in an open course of psychotherapy or a like treatment, at clinics like those of the training data.",
            ["2.iii"] = "Therapists and clinic staff who know the clients; researchers.",
            ["2.iv"] = "Informs; never decides.",
            ["3.i"] = "Billing, refusing, shortening or ending care because of a score; judging therapists by it; populations, treatments or clinics unlike the training data.",
            ["3.ii"] = $"A score says who may leave, not what would keep them. {string.Join(" ", run.Metrics.Notes)}".TrimEnd(),
            ["4.i"] = Inclusion(run),
            ["4.ii"] = Inputs(run.Features),
            ["5.i"] = "Attributes kept for the fairness audit (s_ columns) are never model inputs. No other measure was taken in training.",
            ["5.ii"] = "Rows are weighted for censoring, and rows of one client never sit on both sides of a split. Groups of clients were compared after training: see 7.ii.",
            ["7.i"] = string.Join(" ", run.Metrics.ByHorizon.Select(h => CardFigures.Of(h.Key, h.Value))),
        };
        var fairness = run.Metrics.ByHorizon.Where(h => h.Value.Fairness is { Attributes.Count: > 0 }).Select(h => CardFigures.OfGroups(h.Key, h.Value.Fairness!)).ToList();
        if (fairness.Count > 0) known["7.ii"] = string.Join(" ", fairness);
        return known;
    }

    private static string Inclusion(CardRun run)
    {
        var use = run.Origin is null ? "training rows" : "rows that base rate and bands are of";
        var from = run.Origin is null ? "" : $"Trained elsewhere and imported: {run.Origin}. On what data is not known here; what follows is the data given at import. ";
        var counts = string.Join(" ", run.Metrics.Training.Select(t => $"Horizon {t.HorizonDays} days: {t.Rows} {use} of {t.Clients} clients, {t.Events} of them with the outcome; {t.Censored} rows censored."));
        var left = run.Pipeline.Exclude.Count == 0 ? "nothing" : string.Join(", ", run.Pipeline.Exclude);
        return $"{from}All {run.Cohort.Episodes.Count} episodes of the export; {run.Cohort.EpisodesWithoutAnchor} without an appointment to judge by gave no rows. {counts} Late-notice limit {run.Pipeline.LateNoticeHours} hours, zone {run.Pipeline.Calendar.ZoneId}. Left out by configuration: {left}.";
    }

    /// <summary>
    /// Of the kinds that the rule lists in (b)(11)(iv)(A)(5) to (13), race, ethnicity, language, sexual orientation, gender identity, sex, date of birth, social
    /// determinants of health and health status assessments, the catalogue has the last three; a covariate may be of any.
    /// </summary>
    private static string Inputs(FeatureSet features)
    {
        var personal = Codes(f => f.Family is FeatureFamily.Person || f.Code is "payment.payer" or "payment.self-pay");
        var health = Codes(f => f.Family is FeatureFamily.Outcome or FeatureFamily.Measure);
        var covariates = Codes(f => f.Family is FeatureFamily.Covariate);
        return $"Age, distance and how care is paid for: {Listed(personal)}. Health status assessments: {Listed(health)}. Race, ethnicity, language, sex, gender identity and sexual orientation are no features of the catalogue; of the clinic's own covariates ({Listed(covariates)}) the clinic must say whether they are of this kind.";

        List<string> Codes(Func<Feature, bool> isOne) => [.. features.Slots.Select(s => s.Feature).Where(isOne).Select(f => f.Code)];

        static string Listed(List<string> codes) => codes.Count == 0 ? "none" : string.Join(", ", codes);
    }
}
