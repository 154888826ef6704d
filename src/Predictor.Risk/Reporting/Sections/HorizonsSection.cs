using System.Xml.Linq;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Plots;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>How the model does over its horizons: time-dependent AUC and Brier score.</summary>
internal static class HorizonsSection
{
    public static XElement? Of(IReadOnlyList<HorizonView> views)
    {
        var told = views.Where(v => !v.Result.IsTooSmall()).OrderBy(v => v.HorizonDays).ToList();
        if (told.Count < 2) return null;
        var table = new DataTable("Figures by horizon, with 95 % intervals", "Days ahead", "have left by then", "AUC", "Brier score", "scaled Brier score", "ICI");
        foreach (var view in told)
        {
            var result = view.Result;
            table.Row(
                Show.Days(view.HorizonDays),
                Show.Cell(result.Prevalence, value => Show.Percent(value, 1)),
                Show.Cell(result.Auc, result.AucCi, Show.Figure),
                Show.Cell(result.Brier, result.BrierCi, Show.Figure),
                Show.Cell(result.ScaledBrier, result.ScaledBrierCi, Show.Figure),
                Show.Cell(result.Ici, result.IciCi, Show.Figure));
        }

        return Html.Section(
            "horizons",
            2,
            "All horizons",
            Html.P("The AUC of a horizon compares clients who have left by then with those who have not, whatever became of them: cumulative cases, dynamic controls. The Brier score grows with the share that leaves; the scaled one can be compared between horizons. Rows whose outcome is not yet known are made up for by the weight of the others."),
            Figures.Beside(
                Plotted(told, "auc-by-horizon", "AUC by horizon", "AUC", 0.5, r => r.Auc, r => r.AucCi, table),
                Plotted(told, "brier-by-horizon", "Scaled Brier score by horizon", "scaled Brier score", 0, r => r.ScaledBrier, r => r.ScaledBrierCi, table)));
    }

    private static XElement Plotted(List<HorizonView> views, string id, string title, string axis, double chance, Func<EvaluationResult, double?> figure, Func<EvaluationResult, ConfidenceInterval?> interval, DataTable table)
    {
        var known = views.Where(v => figure(v.Result) is not null).Select(v => (X: (double)v.HorizonDays, Y: figure(v.Result)!.Value, Ci: interval(v.Result))).ToList();
        var values = known.SelectMany(k => new[] { k.Y, k.Ci?.Lower ?? k.Y, k.Ci?.Upper ?? k.Y });
        var last = views[^1].HorizonDays;
        var plot = new Plot(new Axis(0, last, "days ahead", Show.Days), Axis.Over([chance, .. values], axis, Show.Figure));
        plot.Line([(0, chance), (last, chance)], "chance");
        plot.Line(known.Select(k => (k.X, k.Y)), "series-1");
        foreach (var (x, y, ci) in known)
        {
            if (ci is { } whisker) plot.Whisker(x, whisker.Lower, whisker.Upper, "series-1");
            plot.Point(x, y, "series-1");
        }

        var svg = plot.ToSvg(id, title, string.Join(" ", known.Select(k => $"At {Show.Days(k.X)} days: {Show.Figure(k.Y)}.")));
        return Figures.Of(svg, [("series-1", "the model"), ("chance", "chance")], $"{title}, with 95 % intervals.", table);
    }
}
