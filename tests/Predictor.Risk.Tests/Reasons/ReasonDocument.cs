using System.Text;
using Predictor.Risk.Features;
using Predictor.Risk.Features.State;
using Predictor.Risk.Reasons;
using Predictor.Risk.Reasons.Actions;
using Predictor.Risk.Tests.Features;

namespace Predictor.Risk.Tests.Reasons;

/// <summary>The page docs/reasons.md: every sentence as it reads, for whoever reviews the tone.</summary>
internal static class ReasonDocument
{
    public static string Text()
    {
        var text = new StringBuilder();
        text.Append("# Reasons and actions\n\nGenerated from the words in `src/Predictor.Risk/Reasons`; `UPDATE_DOCS=1 dotnet test tests/Predictor.Risk.Tests` writes it anew.\n\n");
        text.Append("The contributions of features that tell of one thing are added up to a reason. It is told by the feature that adds most in its direction, as a fact: whether it raises or lowers the risk stands beside it. ");
        text.Append($"A score has at most {ReasonFinder.MostRaising} reasons that raise and {ReasonFinder.MostLowering} that lower, none below {ReasonFinder.LeastLogOdds} in log-odds. What is missing together is told once.\n\n");
        text.Append("A sentence names what is known, with its date where there is one. It blames nobody, and says nothing of what will happen: a reason is what the model goes by, and need not be a cause. That a check-in raises the risk, for instance, says that clinics check in with those who are about to leave.\n\n");
        text.Append("Currency has no name in an export, so amounts have none here.\n");
        var rich = ReasonEpisodes.State(ReasonEpisodes.Rich, ReasonEpisodes.At);
        var empty = ReasonEpisodes.State(ReasonEpisodes.Empty, ReasonEpisodes.At);
        foreach (var family in FeatureRows.All.Slots.Where(s => s.Feature.Family is not (FeatureFamily.Covariate or FeatureFamily.Measure)).GroupBy(s => s.Feature.Family))
        {
            text.Append($"\n## {FamilyNames.Of(family.Key)}\n\n| theme | feature | for example | missing |\n|---|---|---|---|\n");
            foreach (var slot in family)
            {
                var words = WordsCatalogue.Of(slot.Feature);
                // Free names are the clinic's own: one of them is enough.
                var values = SampleValues.Two(slot).Take(slot.Feature.Code == "course.treatment" ? 1 : int.MaxValue);
                var sentences = values.Select(v => new Told(v, slot.CategoryOf(v), rich)).SelectMany(t => new[] { words.Lowers(t), words.Raises(t) }).Distinct(StringComparer.Ordinal);
                text.Append($"| {words.Theme.Split('.')[1]} | `{slot.Feature.Code}` | {string.Join("; ", sentences)} | {MissingText(slot, words, empty)} |\n");
            }
        }

        text.Append("\n`x_` columns and scores that are not known by name are told as they are recorded: `Education: 12`, `Uds-opioid positive (lab): 1 at the last score`.\n");
        text.Append("\n## Actions\n\nWhat practice guides advise when a client may be about to leave, for a person to decide on: at most ");
        text.Append($"{ActionChooser.Most}, safety first, then the first action in this order for each reason that raises the risk, the strongest reason first. None but safety at low risk. ");
        text.Append("None that does not fit as things stand (no reminder without an appointment), and none that the contacts of the last days say was tried: a call after the missed session, a check-in within 14 days, a reminder of the next appointment.\n\n");
        text.Append("| code | title | how | answers |\n|---|---|---|---|\n");
        foreach (var action in ActionCatalogue.All)
        {
            var answers = action.Answers.Select(a => $"`{a}`").Concat(action.AnswersMissing.Select(f => $"missing {FamilyNames.Of(f)} scores"));
            text.Append($"| `{action.Code}` | {action.Title} | {action.Detail} | {string.Join(", ", answers)} |\n");
        }

        return text.ToString();
    }

    /// <summary>Counts of what is always recorded have a value from the first day.</summary>
    private static string MissingText(FeatureSlot slot, FeatureWords words, FeatureState empty) =>
        slot.Categories is null && !double.IsNaN(slot.Value(empty)) ? "-" : words.Missing(new Told(double.NaN, null, empty)).Text;
}
