using System.Xml.Linq;
using Predictor.Risk.Evaluation.Curves;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Plots;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>The ROC curve and the precision-recall curve.</summary>
internal static class DiscriminationSection
{
    private static readonly (string Class, string Name)[] Key = [("series-1", "the model"), ("chance", "chance")];

    public static XElement? Of(HorizonView view) =>
        view.Result.Curves.Roc.Count == 0 || view.Result.IsTooSmall() ? null : Html.Section(
            view.Id("discrimination"),
            3,
            "Telling apart, at every threshold",
            Figures.Beside(Roc(view), PrecisionRecall(view)));

    private static XElement Roc(HorizonView view)
    {
        var points = view.Result.Curves.Roc;
        var plot = new Plot(Axis.OfShares(0, 1, "alerts among those who stay"), Axis.OfShares(0, 1, "alerts among those who leave"));
        plot.Line([(0, 0), (1, 1)], "chance");
        plot.Line(points.Select(p => (p.FalsePositiveRate, p.Sensitivity)), "series-1");
        var table = new DataTable("ROC curve", "Alert from a risk of", "sensitivity", "false positive rate");
        foreach (var point in points) table.Row(Threshold(point.Threshold), Show.Cell(point.Sensitivity, v => Show.Percent(v, 1)), Show.Cell(point.FalsePositiveRate, v => Show.Percent(v, 1)));
        var svg = plot.ToSvg(view.Id("roc-plot"), "ROC curve", $"Sensitivity by false positive rate over all thresholds. {At(points, 0.1)} {At(points, 0.2)} The diagonal is chance.");
        return Figures.Of(svg, Key, $"ROC curve. The area below is the AUC: {(view.Result.Auc is { } auc ? Show.Figure(auc) : Show.None)}.", table);
    }

    private static XElement PrecisionRecall(HorizonView view)
    {
        var points = view.Result.Curves.PrecisionRecall;
        var prevalence = view.Result.Prevalence ?? 0;
        var plot = new Plot(Axis.OfShares(0, 1, "of those who leave, share alerted"), Axis.OfShares(0, 1, "of alerts, share that is true"));
        plot.Line([(0, prevalence), (1, prevalence)], "chance");
        plot.Line(points.Select(p => (p.Sensitivity, p.PositivePredictiveValue)), "series-1");
        var table = new DataTable("Precision-recall curve", "Alert from a risk of", "sensitivity (recall)", "true among alerts (precision)");
        foreach (var point in points) table.Row(Threshold(point.Threshold), Show.Cell(point.Sensitivity, v => Show.Percent(v, 1)), Show.Cell(point.PositivePredictiveValue, v => Show.Percent(v, 1)));
        var svg = plot.ToSvg(view.Id("pr-plot"), "Precision-recall curve", $"Share of alerts that is true by share of dropouts alerted. Chance reaches {Show.Percent(prevalence, 1)} everywhere.");
        return Figures.Of(svg, Key, $"Precision-recall curve. Average precision is {(view.Result.AveragePrecision is { } ap ? Show.Figure(ap) : Show.None)}; chance reaches {Show.Figure(prevalence)}.", table);
    }

    private static string Threshold(double? threshold) => threshold is { } known ? Show.Percent(known, 1) : "none alerted";

    private static string At(IReadOnlyList<RocPoint> points, double falsePositiveRate)
    {
        var point = points.Last(p => p.FalsePositiveRate <= falsePositiveRate);
        return $"At {Show.Percent(point.FalsePositiveRate, 1)} false alerts it finds {Show.Percent(point.Sensitivity, 1)}.";
    }
}
