using System.Xml.Linq;
using Predictor.Risk.Reporting.Markup;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>What is predicted, of whom, from what, and on which rows it is judged.</summary>
internal static class PurposeSection
{
    public static XElement Of(ReportFacts facts, IReadOnlyList<HorizonView> views) => Html.Section(
        "purpose",
        2,
        "What the model predicts, and for whom",
        Html.P($"For a client in an open course of treatment the model gives the chance that the client {string.Join("; ", views.Select(v => v.Ahead))}. Leaving means no attended session for {facts.InactivityDays} days without a closing end, or an end that the clinic recorded as the client's own."),
        Html.P($"It learned by {Names.OfEngine(facts.Engine)} from {facts.FeaturesByFamily.Values.Sum()} features: {string.Join(", ", facts.FeaturesByFamily.Select(f => $"{Names.OfFamily(f.Key)} ({f.Value})"))}. Only what was known at a moment is used for it."),
        Html.P("A row is a moment at which something became known of a client: a session attended or missed, a cancellation, or a week of silence. One client has many rows, all of them on the same side of the split between training and test."),
        Training(facts),
        Bands(views));

    private static XElement? Training(ReportFacts facts)
    {
        if (facts.Training.Count == 0) return null;
        var table = new DataTable("What the model was trained on", "Horizon", "rows", "clients", "clients with the outcome", "rows left out as censored", "base rate");
        foreach (var counts in facts.Training)
            table.Row($"{counts.HorizonDays} days", Show.Cell(counts.Rows), Show.Cell(counts.Clients), Show.Cell(counts.Events), Show.Cell(counts.Censored), Show.Cell(counts.BaseRate, v => Show.Percent(v, 1)));
        return table.ToHtml();
    }

    private static XElement Bands(IReadOnlyList<HorizonView> views)
    {
        var table = new DataTable("Bands of risk, fixed at training", "Horizon", "moderate from", "high from", "very high from");
        foreach (var view in views)
        {
            var bands = view.Facts.Bands[view.HorizonDays];
            table.Row($"{view.HorizonDays} days", Show.Cell(bands.Moderate, v => Show.Percent(v, 1)), Show.Cell(bands.High, v => Show.Percent(v, 1)), Show.Cell(bands.VeryHigh, v => Show.Percent(v, 1)));
        }

        return table.ToHtml();
    }
}
