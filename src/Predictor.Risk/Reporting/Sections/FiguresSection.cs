using System.Xml.Linq;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Plots;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>The figures with their intervals, for all rows and by what made the moment.</summary>
internal static class FiguresSection
{
    public static XElement Of(HorizonView view)
    {
        var slices = Slices(view.Result);
        var table = FiguresTable.New("Figures by kind of moment, with 95 % intervals");
        foreach (var (name, performance) in slices) FiguresTable.Add(table, name, performance);
        var svg = ForestPlot.Of(
            view.Id("auc-plot"),
            "AUC by kind of moment",
            $"One line for each kind of moment with its AUC and 95 % interval, beside .5, which chance reaches. All moments: {(view.Result.Auc is { } auc ? Show.Figure(auc) : "not defined")}.",
            [.. slices.Select(s => FiguresTable.Auc(s.Name, s.Performance))],
            0.5,
            "AUC",
            Show.Figure);
        return Html.Section(
            view.Id("figures"),
            3,
            "Figures",
            Html.P("After a missed session the outcome is half decided, and a model should not be praised for it: look at the moments after an attended session, and at those before any absence that became a dropout."),
            Figures.Of(svg, [], "How well the model tells apart, by kind of moment. Intervals draw clients, not rows.", table, isOpen: true),
            Html.P(Html.Class("note"), "AUC: 1 is perfect, .5 chance. Average precision: beside the share with the outcome, which chance reaches. Scaled Brier: 1 is perfect, 0 as good as the mean for everyone. Log loss: lower is better. Calibration: intercept 0 and slope 1 are right; a slope under 1 means risks too extreme. ICI: the mean distance of risk and what came true; 0 is right."),
            Missing(view.Result));
    }

    private static List<(string Name, Performance Performance)> Slices(EvaluationResult result)
    {
        var slices = new List<(string, Performance)>
        {
            ("all moments", result),
            ("after an attended session", result.ByLandmark.Attended),
            ("after a missed session", result.ByLandmark.Missed),
            ("after a cancellation", result.ByLandmark.Cancelled),
            ("after a week of silence", result.ByLandmark.Silent),
            ("absence not yet begun", result.NotYetGone),
        };
        if (result.UpperBound is { } bound)
        {
            slices.Add(("the true risk (simulated): all", bound));
            slices.Add(("the true risk: attended session", bound.ByLandmark.Attended));
            slices.Add(("the true risk: absence not begun", bound.NotYetGone));
        }

        return slices;
    }

    private static XElement? Missing(EvaluationResult result) => result.Undefined is not { Count: > 0 } undefined
        ? null
        : Html.P(Html.Class("note"), $"Not defined by these rows: {string.Join("; ", undefined.Select(u => $"{u.Key} ({u.Value})"))}.");
}
