using System.Xml.Linq;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Plots;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>What so many check-ins a week meet.</summary>
internal static class CapacitySection
{
    public static XElement? Of(HorizonView view)
    {
        var points = view.Result.CapacityCurve;
        if (points.Count == 0 || view.Result.IsTooSmall()) return null;
        var table = new DataTable("What check-ins meet, the list worked through once a week", "Check-ins a week per 100 clients", "check-ins made", "true ones", "for each true one (95 % interval)", "dropouts that could be met", "met (95 % interval)", "before the last session (95 % interval)", "days ahead, median (95 % interval)");
        foreach (var p in points)
        {
            table.Row(
                Show.Days(p.CheckInsPer100Clients),
                Show.Cell(p.CheckIns),
                Show.Cell(p.TrueCheckIns),
                Show.Cell(p.CheckInsPerTrue, p.CheckInsPerTrueCi, v => v.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)),
                Show.Cell(p.Dropouts),
                Show.Cell(p.Found, p.FoundCi, Share),
                Show.Cell(p.FoundBeforeLastSession, p.FoundBeforeLastSessionCi, Share),
                Show.Cell(p.MedianLeadDays, p.MedianLeadDaysCi, Show.Days));
        }

        var plot = new Plot(new Axis(0, points.Max(p => p.CheckInsPer100Clients), "check-ins a week per 100 clients", Show.Days), Axis.OfShares(0, 1, "of dropouts, share met"));
        foreach (var p in points)
        {
            if (p.FoundCi is { } ci) plot.Whisker(p.CheckInsPer100Clients, ci.Lower, ci.Upper, "series-1");
            if (p.FoundBeforeLastSessionCi is { } early) plot.Whisker(p.CheckInsPer100Clients, early.Lower, early.Upper, "series-2");
        }

        Curve(points.Where(p => p.Found is not null).Select(p => (p.CheckInsPer100Clients, p.Found!.Value)).ToList(), "series-1");
        Curve(points.Where(p => p.FoundBeforeLastSession is not null).Select(p => (p.CheckInsPer100Clients, p.FoundBeforeLastSession!.Value)).ToList(), "series-2");
        var svg = plot.ToSvg(
            view.Id("capacity-plot"),
            "Capacity curve",
            $"Share of dropouts met by check-ins a week per 100 clients. {string.Join(" ", points.Where(p => p.Found is not null).Select(p => $"With {Show.Days(p.CheckInsPer100Clients)}: {Share(p.Found!.Value)} met{(p.FoundBeforeLastSession is { } early ? $", {Share(early)} before the last session" : "")}."))}");
        return Html.Section(
            view.Id("capacity"),
            3,
            "What a week's check-ins meet",
            Html.P("Played back: once a week the list is worked through from the top as far as the check-ins go, and nobody is called twice within the horizon. A dropout is met if a check-in came before the clinic would have counted the client as gone; before the last session, if there was still an hour to talk in. What a check-in would have changed is not known."),
            Figures.Of(svg, [("series-1", "met"), ("series-2", "met before the last session")], "Capacity curve, with 95 % intervals.", table, isOpen: true));

        void Curve(List<(double X, double Y)> at, string style)
        {
            if (at.Count == 0) return;
            plot.Line([(0, 0), .. at], style);
            foreach (var (x, y) in at) plot.Point(x, y, style);
        }
    }

    private static string Share(double value) => Show.Percent(value, 1);
}
