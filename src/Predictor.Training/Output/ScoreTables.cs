using System.Globalization;
using Predictor.Risk.Scoring;
using Predictor.Training.Data;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>Scores for people: the highest risks first.</summary>
internal static class ScoreTables
{
    private const int Shown = 20;
    private const int ShownContributions = 8;

    public static void Write(IAnsiConsole console, ScoredExport scored, bool explained)
    {
        var ranked = scored.Scores.Where(s => s.Status == ScoreStatus.Scored).OrderByDescending(s => s.Probability).ThenBy(s => s.EpisodeId, StringComparer.Ordinal).ToList();
        console.MarkupLineInterpolated($"As of {UtcInstant.Text(scored.AsOfTicks)}: {ranked.Count} episodes scored, {Count(scored, ScoreStatus.Over)} over, {Count(scored, ScoreStatus.Withheld)} withheld.");
        if (ranked.Count == 0) return;
        console.MarkupLineInterpolated($"Risk: the chance that the client has left, or leaves within {scored.Head.HorizonDays} days. On average {scored.Head.BaseRate:P1}.");
        console.Write(Table(ranked));
        if (ranked.Count > Shown) console.MarkupLineInterpolated($"[grey]... and {ranked.Count - Shown} more; --out FILE.csv writes all.[/]");
        if (explained) Explain(console, scored, ranked[0]);
        console.WriteLine("A score informs a conversation. It is no ground for billing, refusing or ending care.");
    }

    private static Table Table(List<RiskScore> ranked)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in new[] { "Episode", "Risk", "Band", "Higher than", "Notes" }) table.AddColumn(column);
        foreach (var score in ranked.Take(Shown))
        {
            table.AddRow(new Text(score.EpisodeId), new Text(Percent(score.Probability!.Value)), new Text(score.Band!), new Text($"{Percent(score.Percentile!.Value)} of weeks"), new Text(string.Join(' ', score.Notes)));
        }

        return table;
    }

    private static void Explain(IAnsiConsole console, ScoredExport scored, RiskScore score)
    {
        var names = scored.Package.Features.Slots.ToDictionary(s => s.Feature.Code, s => s.Feature.Name, StringComparer.Ordinal);
        var table = new Table { Title = new TableTitle($"What moves the score of {Markup.Escape(score.EpisodeId)} from {Percent(score.Baseline!.Value)} to {Percent(score.Probability!.Value)}"), Border = TableBorder.Simple };
        foreach (var column in new[] { "Feature", "Code", "Log-odds" }) table.AddColumn(column);
        foreach (var (code, share) in score.Contributions!.OrderByDescending(c => Math.Abs(c.Value)).ThenBy(c => c.Key, StringComparer.Ordinal).Take(ShownContributions))
        {
            table.AddRow(new Text(names[code]), new Text(code), new Text(share.ToString("+0.000;-0.000", CultureInfo.InvariantCulture)));
        }

        console.Write(table);
    }

    private static int Count(ScoredExport scored, string status) => scored.Scores.Count(s => s.Status == status);

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
