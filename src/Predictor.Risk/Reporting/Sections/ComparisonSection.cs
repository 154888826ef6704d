using System.Xml.Linq;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Plots;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>What the model gains over simple rules and plainer models.</summary>
internal static class ComparisonSection
{
    public static XElement? Of(HorizonView view)
    {
        var result = view.Result;
        if (result.Baselines.Count == 0 || result.IsTooSmall()) return null;
        var table = new DataTable("What the model gains over what is simpler, on the same rows", "To compare with", "its AUC", "gain in AUC (95 % interval)", "its scaled Brier", "gain in scaled Brier (95 % interval)", "is beaten");
        // What comes closest to the model stands first.
        var baselines = result.Baselines.OrderBy(b => b.Value.AucGain ?? double.PositiveInfinity).ThenBy(b => b.Key, StringComparer.Ordinal).ToList();
        foreach (var (name, baseline) in baselines)
        {
            table.Row(
                Names.OfBaseline(name),
                Show.Cell(baseline.Auc, Show.Figure),
                Show.Cell(baseline.AucGain, baseline.AucGainCi, v => Show.Signed(v)),
                Show.Cell(baseline.ScaledBrier, Show.Figure),
                Show.Cell(baseline.ScaledBrierGain, baseline.ScaledBrierGainCi, v => Show.Signed(v)),
                baseline.IsBeaten switch { true => "yes", false => "no", null => "not known" });
        }

        var auc = ForestPlot.Of(
            view.Id("gain-auc-plot"),
            "Gain in AUC",
            "One line for each rule and plainer model: how much higher the AUC of the model is, with its 95 % interval. Right of 0 the model is better.",
            [.. baselines.Select(b => new ForestLine(Names.OfBaseline(b.Key), b.Value.AucGain, b.Value.AucGainCi, "not defined"))],
            0,
            "gain in AUC: right of 0 the model is better",
            value => Show.Signed(value));
        var brier = ForestPlot.Of(
            view.Id("gain-brier-plot"),
            "Gain in scaled Brier score",
            "One line for each rule and plainer model: how much higher the scaled Brier score of the model is, with its 95 % interval. Right of 0 the model is better.",
            [.. baselines.Select(b => new ForestLine(Names.OfBaseline(b.Key), b.Value.ScaledBrierGain, b.Value.ScaledBrierGainCi, "not defined"))],
            0,
            "gain in scaled Brier: right of 0 the model is better",
            value => Show.Signed(value));
        return Html.Section(
            view.Id("comparison"),
            3,
            "Beside rules and plainer models",
            Html.P("A rule that a clinic could follow without a model costs nothing. It counts as beaten where the whole interval of the gain lies above 0, in AUC and in scaled Brier score. Both are judged on the same draws of clients."),
            Figures.Beside(
                Figures.Of(auc, [], "Gain in telling apart. The closest stands first.", table),
                Figures.Of(brier, [], "Gain in the probabilities themselves.", table)));
    }
}
