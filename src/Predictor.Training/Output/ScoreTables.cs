using System.Globalization;
using Predictor.Risk.Reasons;
using Predictor.Risk.Scoring;
using Predictor.Training.Data;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>Scores for people: the highest risks first.</summary>
internal static class ScoreTables
{
    private const int Shown = 20;

    /// <param name="console">Where to.</param>
    /// <param name="scored">The scores.</param>
    /// <param name="explained">True for the main reason of each, and all that moves one of them.</param>
    /// <param name="episodeId">Whose; null for the highest risk.</param>
    public static void Write(IAnsiConsole console, ScoredExport scored, bool explained, string? episodeId)
    {
        var ranked = scored.Scores.Where(s => s.Status == ScoreStatus.Scored).OrderByDescending(s => s.Probability).ThenBy(s => s.EpisodeId, StringComparer.Ordinal).ToList();
        console.MarkupLineInterpolated($"As of {UtcInstant.Text(scored.AsOfTicks)}: {ranked.Count} episodes scored, {Count(scored, ScoreStatus.Over)} over, {Count(scored, ScoreStatus.Withheld)} withheld.");
        var one = episodeId is null ? ranked.FirstOrDefault() : scored.Scores.First(s => s.EpisodeId == episodeId);
        if (ranked.Count > 0)
        {
            console.MarkupLineInterpolated($"Risk: the chance that the client has left, or leaves within {scored.Head.HorizonDays} days. On average {scored.Head.BaseRate:P1}.");
            console.Write(Table(scored, ranked, explained));
            if (ranked.Count > Shown) console.MarkupLineInterpolated($"[grey]... and {ranked.Count - Shown} more; --out FILE.csv writes all.[/]");
        }

        if (explained && one is not null) ScoreStory.Write(console, scored, one);
        if (ranked.Count > 0) console.WriteLine("A score informs a conversation. It is no ground for billing, refusing or ending care.");
    }

    private static Table Table(ScoredExport scored, List<RiskScore> ranked, bool explained)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in (string[])["Episode", "Risk", .. scored.CurveDays.Select(d => string.Create(CultureInfo.InvariantCulture, $"{d} days")), "Band", "Higher than", explained ? "Main reason" : "Notes"]) table.AddColumn(column);
        foreach (var score in ranked.Take(Shown))
        {
            string[] cells =
            [
                score.EpisodeId,
                Percent(score.Probability!.Value),
                .. (score.Curve ?? []).Select(p => Percent(p.Probability)),
                score.Band!,
                $"{Percent(score.Percentile!.Value)} of weeks",
                explained ? MainReason(score) : string.Join(' ', score.Notes),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        return table;
    }

    private static string MainReason(RiskScore score) => score.Reasons!.FirstOrDefault(r => r.Effect == ReasonEffect.Raises)?.Text ?? "Nothing that stands out";

    private static int Count(ScoredExport scored, string status) => scored.Scores.Count(s => s.Status == status);

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
