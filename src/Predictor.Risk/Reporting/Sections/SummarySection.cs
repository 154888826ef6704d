using System.Xml.Linq;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Reporting.Markup;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>The first lines: is it better than what is simpler, and what does it bring, in plain words.</summary>
internal static class SummarySection
{
    /// <summary>More than published models reach on clients who are not yet gone.</summary>
    private const double TooGood = 0.85;

    /// <summary>The capacity that is told of: one that most clinics could find the time for.</summary>
    private const double CapacityTold = 5;

    public static XElement[] Of(ReportFacts facts, IReadOnlyList<HorizonView> views) =>
    [
        .. views.Select(view => Verdict(view, views.Count > 1)),
        Html.P(Html.Class("lead"), $"Judged on {facts.EvaluatedOn}."),
        .. views.SelectMany(view => Told(view, views.Count > 1)),
    ];

    private static XElement Verdict(HorizonView view, bool isOneOfSeveral) => Html.P(
        Html.Class("verdict"),
        isOneOfSeveral ? Html.Element("strong", $"Horizon {view.HorizonDays} days: ") : null,
        Evaluation.Verdict.Of(view.Result));

    private static IEnumerable<XElement> Told(HorizonView view, bool isOneOfSeveral)
    {
        if (view.Result.IsTooSmall())
        {
            yield return Html.P($"Horizon {view.HorizonDays} days: there are fewer than {SmallGroups.FewestClients} clients. That is too few for figures.");
            yield break;
        }

        if (isOneOfSeveral) yield return Html.P(Html.Element("strong", $"Horizon {view.HorizonDays} days"));
        yield return Html.List(TellsApart(view.Result), Calibrated(view.Result), Reaches(view.Result), Doubt(view.Result));
    }

    private static string? TellsApart(EvaluationResult result)
    {
        if (result.Auc is not { } auc) return null;
        var notYetGone = result.NotYetGone is { Auc: { } fair } && !result.NotYetGone.IsTooSmall() ? $" Among clients who had not begun to stay away it does so in {Of100(fair)}{Of100(result.NotYetGone.AucCi)}: the harder and fairer question." : "";
        return $"Telling apart: of one moment that ended in dropout and one that did not, it gives the first the higher risk in {Of100(auc)} of 100 pairs{Of100(result.AucCi)}. A coin reaches 50.{notYetGone}";
    }

    private static string? Calibrated(EvaluationResult result)
    {
        if (result.Ici is not { } ici) return null;
        var top = result.Curves.CalibrationGroups is [.., { } last] && last.Clients >= SmallGroups.FewestClients ? $" In the tenth of moments with the highest risks it said {Show.Percent(last.Predicted)} on average, and {Show.Percent(last.Observed)} came true." : "";
        return $"Being right about how many: on average its risks lie {Show.Percent(ici, 1).Replace(" %", "", StringComparison.Ordinal)} percentage points from what came true.{top}";
    }

    private static string? Reaches(EvaluationResult result)
    {
        var point = result.CapacityCurve.FirstOrDefault(p => p.CheckInsPer100Clients == CapacityTold);
        if (point is not { Found: { } found, CheckInsPerTrue: { } perTrue }) return null;
        var early = point.FoundBeforeLastSession is { } share ? $", and {Show.Percent(share)} before their last session" : "";
        var lead = point.MedianLeadDays is { } days ? $"; in the median {Show.Days(days)} days before the clinic would have counted them as gone" : "";
        return $"With {Show.Days(CapacityTold)} check-ins a week for each 100 clients the list meets {Show.Percent(found)} of those who drop out{early}{lead}. For each check-in with someone who leaves there are {perTrue:0.0} in all. Whether a check-in keeps someone is not known from these data.";
    }

    private static string? Doubt(EvaluationResult result)
    {
        if (result.NotYetGone is { Auc: > TooGood })
            return $"Doubt this: an AUC of {Show.Figure(result.NotYetGone.Auc.Value)} among clients who had not begun to stay away is more than published models reach (.70 to .80). Look for something in the data that tells of the end beforehand.";
        return result.AucCi is null && result.Auc is not null ? "These figures have no intervals: how far chance moves them is not known." : null;
    }

    private static string Of100(double share) => (share * 100).ToString("0", System.Globalization.CultureInfo.InvariantCulture);

    private static string Of100(ConfidenceInterval? interval) => interval is { } ci ? $" (95 % interval {Of100(ci.Lower)} to {Of100(ci.Upper)})" : "";
}
