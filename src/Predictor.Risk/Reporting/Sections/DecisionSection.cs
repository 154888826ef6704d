using System.Xml.Linq;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Plots;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>The decision curve.</summary>
internal static class DecisionSection
{
    public static XElement? Of(HorizonView view)
    {
        var points = view.Result.DecisionCurve.Where(p => p.NetBenefit is not null && p.NetBenefitOfAll is not null).ToList();
        if (points.Count == 0 || view.Result.IsTooSmall()) return null;
        var table = new DataTable("Net benefit by threshold", "Check in from a risk of", "net benefit (95 % interval)", "of checking in with all", "alerts among moments", "sensitivity", "specificity", "true among alerts");
        foreach (var p in points)
        {
            table.Row(
                Show.Percent(p.Threshold, 1),
                Show.Cell(p.NetBenefit, p.NetBenefitCi, Figure),
                Show.Cell(p.NetBenefitOfAll, Figure),
                Show.Cell(p.AlertRate, Share),
                Show.Cell(p.Sensitivity, Share),
                Show.Cell(p.Specificity, Share),
                Show.Cell(p.PositivePredictiveValue, Share));
        }

        // What checking in with everyone loses at high thresholds would press all else flat.
        var most = points.Max(p => Math.Max(p.NetBenefitOfAll!.Value, p.NetBenefitCi?.Upper ?? p.NetBenefit!.Value));
        var floor = Math.Max(points.Min(p => Math.Min(p.NetBenefitOfAll!.Value, p.NetBenefitCi?.Lower ?? p.NetBenefit!.Value)), -most / 4);
        var plot = new Plot(Axis.OfShares(0, points[^1].Threshold, "check in from a risk of"), Axis.Over([floor, most, 0], "net benefit", value => Show.Number(value, "0.##")));
        if (points.All(p => p.NetBenefitCi is not null)) plot.Area([.. points.Select(p => (p.Threshold, p.NetBenefitCi!.Value.Lower, p.NetBenefitCi.Value.Upper))], "series-1");
        plot.Line(points.TakeWhile(p => p.NetBenefitOfAll >= floor).Select(p => (p.Threshold, p.NetBenefitOfAll!.Value)), "series-2");
        plot.Line([(0, 0), (points[^1].Threshold, 0)], "chance");
        plot.Line(points.Select(p => (p.Threshold, p.NetBenefit!.Value)), "series-1");
        var better = points.Where(p => p.NetBenefitCi is { } ci && ci.Lower > Math.Max(0, p.NetBenefitOfAll!.Value)).Select(p => p.Threshold).ToList();
        var said = better.Count == 0 ? "At no threshold does the whole interval lie above both." : $"The whole interval lies above both from {Show.Percent(better[0], 1)} to {Show.Percent(better[^1], 1)}{(better.Count == points.Count(p => p.Threshold >= better[0] && p.Threshold <= better[^1]) ? "" : ", with gaps")}.";
        var svg = plot.ToSvg(view.Id("decision-plot"), "Decision curve", $"Net benefit by the risk from which one checks in: of the model, of checking in with everyone, and of checking in with nobody, which is 0. {said}");
        return Html.Section(
            view.Id("decision"),
            3,
            "Is a list worth its calls?",
            Html.P("Whoever checks in from a risk of 10 % on finds nine needless check-ins worth one true one. At each such threshold the net benefit counts true ones, and charges the needless ones at that price. The model helps where its line lies above both others."),
            Figures.Of(svg, [("series-1", "the model, with its 95 % interval"), ("series-2", "check in with everyone"), ("chance", "with nobody")], $"Decision curve. {said}", table));
    }

    private static string Figure(double value) => Show.Number(value, "0.0000");

    private static string Share(double value) => Show.Percent(value, 1);
}
