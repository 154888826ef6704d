using Predictor.Risk.Features.State;

namespace Predictor.Risk.Reasons.Actions;

/// <summary>Chooses what to suggest: at most three, safety first, for the strongest reasons, and nothing that was just tried.</summary>
internal static class ActionChooser
{
    public const int Most = 3;

    /// <param name="reasons">The reasons that are told.</param>
    /// <param name="state">What they were taken from.</param>
    /// <param name="isLowRisk">True where the risk is low: then only safety is worth anybody's time.</param>
    public static IReadOnlyList<SuggestedAction> Choose(IReadOnlyList<FoundReason> reasons, FeatureState state, bool isLowRisk)
    {
        var chosen = new List<SuggestedAction>(Most);
        // Safety follows from the scores, whatever they do to the risk of dropout: what it is for need not be among the reasons.
        foreach (var action in ActionCatalogue.All.Where(a => a.IsSafety && a.Fits(state))) chosen.Add(Suggested(action, SafetySigns.Of(state)));
        if (isLowRisk) return chosen;
        var open = ActionCatalogue.All.Where(a => !a.IsSafety && a.Fits(state) && !a.WasTried(state)).ToList();
        // Each reason in turn, the strongest first, has its first action before any has its second.
        var isExhausted = false;
        while (!isExhausted)
        {
            isExhausted = true;
            foreach (var reason in reasons)
            {
                if (chosen.Count == Most) return chosen;
                if (open.FirstOrDefault(a => a.DoesAnswer(reason)) is not { } next) continue;
                open.Remove(next);
                isExhausted = false;
                chosen.Add(Suggested(next, reasons.Where(next.DoesAnswer).Select(r => r.Reason.Code)));
            }
        }

        return chosen;
    }

    private static SuggestedAction Suggested(CareAction action, IEnumerable<string> because) => new(action.Code, action.Title, action.Detail, [.. because]);
}
