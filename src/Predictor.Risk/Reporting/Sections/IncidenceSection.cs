using System.Xml.Linq;
using Predictor.Risk.Evaluation.Incidence;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Plots;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>What became of clients by the band of their risk, in time.</summary>
internal static class IncidenceSection
{
    public static XElement? Of(HorizonView view)
    {
        if (view.Result.Incidence is not { } incidence || view.Result.IsTooSmall()) return null;
        var told = incidence.Bands.Where(b => b.Points.Count > 0).ToList();
        if (told.Count == 0) return null;
        var untold = incidence.Bands.Where(b => b.Points.Count == 0).Select(b => b.Band).ToList();
        var days = told.Max(b => b.Points[^1].Day);
        var top = told.SelectMany(b => b.Points).Max(p => Math.Max(p.DropoutCi?.Upper ?? p.Dropout, p.Closing));
        return Html.Section(
            view.Id("incidence"),
            3,
            "What became of clients, by band",
            Html.P($"Of each client one moment was drawn by lot, and followed: {Show.Count(incidence.Clients)} clients. Dropout counts from the day on which the last session was; who came to a planned end first can no longer drop out (Aalen-Johansen curves, with pointwise 95 % intervals). Every client counts once here. The figures above count moments, and those who leave early have few: so these shares are higher than the risks of the same band, and are not to be compared with them.{(incidence.TooLate > 0 ? $" {Show.Count(incidence.TooLate)} clients were seen so late that nothing after is known for certain." : "")}{(untold.Count > 0 ? $" Bands with fewer than {SmallGroups.FewestClients} clients are not told of: {string.Join(", ", untold)}." : "")}"),
            Figures.Beside([.. told.Select(b => OfBand(view, b, days, top))]));
    }

    private static XElement OfBand(HorizonView view, BandIncidence band, int days, double top)
    {
        var plot = new Plot(new Axis(0, days, "days after the moment", Show.Days), Axis.Over([0, Math.Min(1, top)], "share of clients", value => Show.Percent(value)), height: 180);
        plot.Area([.. band.Points.Select(p => ((double)p.Day, p.DropoutCi?.Lower ?? p.Dropout, p.DropoutCi?.Upper ?? p.Dropout))], "series-1");
        plot.Line(band.Points.Select(p => ((double)p.Day, p.Closing)), "series-2");
        plot.Line(band.Points.Select(p => ((double)p.Day, p.Dropout)), "series-1");
        var table = new DataTable($"Band {band.Band}: what had happened by the end of a day", "Day", "clients still followed", "dropped out (95 % interval)", "planned end first (95 % interval)");
        foreach (var p in band.Points)
        {
            table.Row(
                Show.Days(p.Day),
                Show.Cell(p.AtRisk),
                Show.Cell(p.Dropout, p.DropoutCi, Share),
                Show.Cell(p.Closing, p.ClosingCi, Share));
        }

        var last = band.Points[^1];
        var svg = plot.ToSvg(
            view.Id($"incidence-{band.Band}"),
            $"Band {band.Band}",
            $"Share of clients that had dropped out or come to a planned end, by days after the moment. After {Show.Days(last.Day)} days {Share(last.Dropout)} had dropped out and {Share(last.Closing)} had come to a planned end.");
        return Figures.Of(svg, [("series-1", "dropped out"), ("series-2", "planned end first")], $"Band {band.Band}, {Show.Count(band.Clients)} clients.", table);
    }

    private static string Share(double value) => Show.Percent(value, 1);
}
