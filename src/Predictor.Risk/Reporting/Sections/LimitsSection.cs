using System.Xml.Linq;
using Predictor.Risk.Reporting.Markup;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>What the figures do not show, and what a score is not for.</summary>
internal static class LimitsSection
{
    public const string NotFor = "A score informs a conversation. It is no ground for billing, refusing or ending care, and none for judging a therapist.";

    public static XElement Of(ReportFacts facts, IReadOnlyList<HorizonView> views) => Html.Section(
        "limits",
        2,
        "Limits, and what a score is not for",
        Html.P(Html.Element("strong", NotFor)),
        Html.List(
        [
            "A score says who may leave, not why in truth, and not what would keep them. Whether check-ins keep clients has to be tried.",
            $"These are the figures of {facts.EvaluatedOn}. Another clinic, another kind of treatment or another year may differ: evaluate there before use.",
            "Intervals come from drawing clients with replacement. They tell of chance in who was observed, not of a change in the clinic, nor of what the training itself would give a second time.",
            "Rows that are chosen by what happens later, such as those before any absence that became a dropout, are for judging the model only: at the time nobody knows which they are.",
            $"Groups of fewer than {SmallGroups.FewestClients} clients have no figures here. Many groups and thresholds are looked at: among so many intervals some miss the truth by chance.",
            "A calibration curve is uncertain where few risks lie.",
            .. facts.Notes,
        ]),
        Html.P(views.Count > 1 ? "The horizons are judged on the same clients: their figures are not independent." : "Every number on this page stands in the JSON that the evaluation writes, unrounded."));
}
