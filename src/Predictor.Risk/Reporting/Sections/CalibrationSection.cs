using System.Xml.Linq;
using Predictor.Risk.Evaluation.Curves;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Plots;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>Whether 30 % means 30 %, and how the risks are spread.</summary>
internal static class CalibrationSection
{
    public static XElement? Of(HorizonView view) =>
        view.Result.Curves.Calibration.Count == 0 || view.Result.IsTooSmall() ? null : Html.Section(
            view.Id("calibration"),
            3,
            "Does 30 % mean 30 %?",
            Figures.Beside(Calibration(view), Histogram(view)));

    private static XElement Calibration(HorizonView view)
    {
        var curves = view.Result.Curves;
        var groups = curves.CalibrationGroups.Where(g => g.Clients >= SmallGroups.FewestClients).ToList();
        var (x, y) = Axes(curves.Calibration, groups);
        var plot = new Plot(x, y);
        plot.Line([(x.From, x.From), (x.To, x.To)], "chance");
        plot.Line(curves.Calibration.Select(p => (p.Predicted, p.Observed)), "series-1");
        foreach (var group in groups)
        {
            if (group.ObservedCi is { } ci) plot.Whisker(group.Predicted, ci.Lower, ci.Upper, "series-2");
            plot.Point(group.Predicted, group.Observed, "series-2");
        }

        var table = new DataTable("Predicted and observed, in tenths of the weight and along the smooth curve", "Risks", "predicted", "observed (95 % interval)", "rows", "clients");
        foreach (var group in curves.CalibrationGroups)
        {
            var range = $"{Show.Percent(group.From, 1)} to {Show.Percent(group.To, 1)}";
            if (group.Clients < SmallGroups.FewestClients) table.Row(range, Show.TooFew);
            else table.Row(range, Show.Cell(group.Predicted, v => Show.Percent(v, 1)), Show.Cell(group.Observed, group.ObservedCi, v => Show.Percent(v, 1)), Show.Cell(group.Rows), Show.Cell(group.Clients));
        }

        foreach (var point in curves.Calibration) table.Row("smooth curve", Show.Cell(point.Predicted, v => Show.Percent(v, 1)), Show.Cell(point.Observed, v => Show.Percent(v, 1)), Show.None, Show.None);
        var result = view.Result;
        var caption = $"Calibration. On the diagonal the risks are right; above it they were too low. Intercept {Told(result.CalibrationIntercept)}, slope {Told(result.CalibrationSlope)}, ICI {Told(result.Ici)}.";
        var svg = plot.ToSvg(view.Id("calibration-plot"), "Calibration curve", $"What came true by what was predicted: a smooth curve, and tenths with 95 % intervals. {string.Join(" ", groups.Select(g => $"Said {Show.Percent(g.Predicted)}, came true {Show.Percent(g.Observed)}."))}");
        return Figures.Of(svg, [("series-1", "smoothed"), ("dots series-2", "tenths, with 95 % intervals"), ("chance", "right")], caption, table);
    }

    /// <summary>Both axes alike, as far as there is something to see.</summary>
    private static (Axis X, Axis Y) Axes(IReadOnlyList<CalibrationPoint> curve, List<CalibrationGroup> groups)
    {
        var most = curve.SelectMany(p => new[] { p.Predicted, p.Observed }).Concat(groups.Select(g => g.ObservedCi?.Upper ?? g.Observed)).Max();
        var to = Math.Clamp(Math.Ceiling(most * 10) / 10, 0.1, 1);
        return (Axis.OfShares(0, to, "predicted risk"), Axis.OfShares(0, to, "came true"));
    }

    private static XElement Histogram(HorizonView view)
    {
        var bins = view.Result.Curves.Histogram;
        var plot = new Plot(Axis.OfShares(0, 1, "predicted risk"), Axis.Over(bins.Select(b => b.Share).Append(0), "share of moments", v => Show.Percent(v)));
        foreach (var bin in bins) plot.Bar(bin.From, bin.To, bin.Share, "series-1");
        var table = new DataTable("How the risks are spread", "Risks", "share of moments", "rows");
        foreach (var bin in bins) table.Row($"{Show.Percent(bin.From)} to {Show.Percent(bin.To)}", Show.Cell(bin.Share, v => Show.Percent(v, 1)), Show.Cell(bin.Rows));
        var most = bins.MaxBy(b => b.Share)!;
        var svg = plot.ToSvg(view.Id("histogram-plot"), "How the risks are spread", $"Share of moments by predicted risk, in steps of 5 %. Most, {Show.Percent(most.Share)}, lie between {Show.Percent(most.From)} and {Show.Percent(most.To)}.");
        return Figures.Of(svg, [], "How the risks are spread. Where there are few, the calibration curve is uncertain.", table);
    }

    private static string Told(double? figure) => figure is { } known ? Show.Figure(known) : "not defined";
}
