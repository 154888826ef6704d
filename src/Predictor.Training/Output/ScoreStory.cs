using System.Globalization;
using Predictor.Risk.Scoring;
using Predictor.Training.Data;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>One client's score: the reasons in words, what could be tried, and the features behind them.</summary>
internal static class ScoreStory
{
    private const int ShownContributions = 8;

    public static void Write(IAnsiConsole console, ScoredExport scored, RiskScore score)
    {
        if (score.Status != ScoreStatus.Scored)
        {
            console.MarkupLineInterpolated($"{score.EpisodeId} has no score ({score.Status}): {string.Join(' ', score.Notes)}");
            return;
        }

        console.Write(Reasons(score));
        if (score.Interval is [var lower, var upper]) console.WriteLine($"How uncertain the risk is: {Percent(lower)} to {Percent(upper)}, meant to hold what these records tell of nine times in ten.");
        WriteActions(console, score);
        foreach (var note in score.Notes) console.MarkupLineInterpolated($"[grey]Note: {note}[/]");
        console.Write(Contributions(scored, score));
    }

    private static Table Reasons(RiskScore score)
    {
        var title = $"What moves the score of {Markup.Escape(score.EpisodeId)} from {Percent(score.Baseline!.Value)} to {Percent(score.Probability!.Value)}";
        var table = new Table { Title = new TableTitle(title), Border = TableBorder.Simple };
        foreach (var column in new[] { "Risk", "Reason", "Points" }) table.AddColumn(column);
        table.Columns[2].RightAligned();
        foreach (var reason in score.Reasons!.OrderByDescending(r => r.LogOdds))
        {
            table.AddRow(new Text(reason.Effect), new Text(reason.Text), new Text((reason.ProbabilityChange * 100).ToString("+0.0;-0.0", CultureInfo.InvariantCulture)));
        }

        table.Caption = new TableTitle("Points: percentage points of the risk that would not be there without this one alone; they do not add up.");
        return table;
    }

    private static void WriteActions(IAnsiConsole console, RiskScore score)
    {
        if (score.SuggestedActions is not { Count: > 0 } actions)
        {
            console.WriteLine("Nothing to suggest beyond the usual care.");
            return;
        }

        console.WriteLine("What could be tried:");
        foreach (var action in actions) console.MarkupLineInterpolated($"  - {action.Title}. {action.Detail}");
    }

    private static Table Contributions(ScoredExport scored, RiskScore score)
    {
        var names = scored.Package.Features.Slots.ToDictionary(s => s.Feature.Code, s => s.Feature.Name, StringComparer.Ordinal);
        var table = new Table { Title = new TableTitle("The features that add most"), Border = TableBorder.Simple };
        foreach (var column in new[] { "Feature", "Code", "Log-odds" }) table.AddColumn(column);
        foreach (var (code, share) in score.Contributions!.OrderByDescending(c => Math.Abs(c.Value)).ThenBy(c => c.Key, StringComparer.Ordinal).Take(ShownContributions))
        {
            table.AddRow(new Text(names[code]), new Text(code), new Text(share.ToString("+0.000;-0.000", CultureInfo.InvariantCulture)));
        }

        return table;
    }

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
