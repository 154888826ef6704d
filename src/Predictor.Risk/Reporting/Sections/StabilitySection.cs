using System.Xml.Linq;
using Predictor.Risk.Evaluation.Learned;
using Predictor.Risk.Reporting.Markup;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>What refits of the training showed.</summary>
internal static class StabilitySection
{
    public static XElement? Of(HorizonView view)
    {
        if (!view.Facts.Stability.TryGetValue(view.HorizonDays, out var stability)) return null;
        var table = new DataTable($"The strongest features of the model and of {stability.Refits} refits", "Feature", "rank in the model", "ranks in refits", "among the ten strongest in");
        foreach (var feature in stability.Features) table.Row(feature.Name, Rank(feature.Rank), $"{Rank(feature.BestRank)} to {Rank(feature.WorstRank)}", Show.Percent(feature.StrongestShare));
        return Html.Section(
            view.Id("stability"),
            3,
            "Would other clients have taught the same?",
            Html.P($"At training the model was fitted {stability.Refits} times more, each time to {Show.Percent(stability.ClientShare)} of the training clients, and looked at on the clients held out then. A refit's risks are {Show.Figure(stability.MeanAbsoluteDifference)} from the model's on average, nine of ten within {Show.Figure(stability.Difference90)}; {Show.Percent(stability.OtherBand)} of the rows fall into another band. Of the ten strongest features {Show.Percent(stability.SharedStrongest)} stay among them. Where features swap places, one stands in for the other: read them together.{Aucs(stability)}"),
            table.ToHtml());
    }

    private static string Aucs(Stability stability) => stability.AucRange is { } range ? $" The AUC of the refits is from {Show.Figure(range.Lower)} to {Show.Figure(range.Upper)}." : "";

    private static string Rank(int? rank) => rank is { } known ? Show.Count(known) : "unused";
}
