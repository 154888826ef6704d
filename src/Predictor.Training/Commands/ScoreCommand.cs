using System.CommandLine;
using Predictor.Care.Outcome;
using Predictor.Care.Timelines;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;
using Predictor.Training.Data;
using Predictor.Training.Options;
using Predictor.Training.Output;

namespace Predictor.Training.Commands;

/// <summary><c>score</c>: scores the episodes of an export as of one instant.</summary>
internal static class ScoreCommand
{
    public static Command Create(CommandContext context)
    {
        var data = new DataOptions(usesModel: true);
        var model = ModelOption.Create();
        var asOf = new Option<string?>("--as-of") { Description = "Day or date-time to score at; nothing known later is used. [default: the end of the data]", HelpName = "TIME" };
        var horizons = new Option<string?>("--horizons") { Description = "Give the risk at several of the model's horizons as well, as a curve that never falls: days with commas between, or all.", HelpName = "DAYS[,DAYS]|all" };
        var explain = new Option<bool>("--explain") { Description = "Give reasons in words, what could be tried, and the contribution of every feature." };
        var episode = new Option<string?>("--episode") { Description = "With --explain: the episode whose reasons are shown. [default: the one with the highest risk]", HelpName = "ID" };
        var output = new Option<string?>("--out") { Description = "File to write all scores to.", HelpName = "FILE.csv" };
        var json = JsonOption.Create();
        var command = new Command("score", "Score the episodes of an export: who may be about to leave, with the highest risk first.");
        command.Add(model);
        data.AddTo(command);
        foreach (var option in new Option[] { asOf, horizons, explain, episode, output, json }) command.Add(option);
        command.SetAction((parsed, cancellation) => context.RunAsync(() =>
        {
            if (parsed.GetValue(output) is { } target) Beside.RequireOutside("--out", target, data.Folder(parsed));
            if (parsed.GetValue(episode) is not null && (!parsed.GetValue(explain) || parsed.GetValue(json))) throw new UsageException("--episode chooses whose reasons are shown in the table: it goes with --explain, and not with --json.");
            var scored = Score(context, data, parsed, parsed.GetRequiredValue(model), parsed.GetValue(asOf), parsed.GetValue(horizons), parsed.GetValue(explain), cancellation);
            if (parsed.GetValue(episode) is { } id && scored.Scores.All(s => s.EpisodeId != id)) throw new UsageException($"--episode is '{id}', which is not in the export; expected the id of one of its {scored.Scores.Count} episodes.");
            if (parsed.GetValue(output) is { } path) Beside.Write(path, stream => ScoreTableWriter.Write(stream, scored, parsed.GetValue(explain)));
            if (parsed.GetValue(json)) context.WriteJson(new ScoreReport(scored.Scores));
            else ScoreTables.Write(context.Output, scored, parsed.GetValue(explain), parsed.GetValue(episode));
            return Task.CompletedTask;
        }));
        return command;
    }

    private static ScoredExport Score(CommandContext context, DataOptions data, ParseResult parsed, string folder, string? asOf, string? horizons, bool explain, CancellationToken cancellation)
    {
        var package = PackageReader.Read(folder);
        data.RequireSame(parsed, package.Pipeline);
        var head = ModelOption.Heads(package, data.Horizons(parsed))[0];
        var curve = horizons is null ? null : HorizonsOption.Parse(horizons, package);
        var reading = Export.Read(context, data, parsed, package.Pipeline, cancellation);
        var instant = asOf is null ? Export.Cut(context, reading, data, parsed) : InstantOption.Parse("--as-of", asOf, package.Pipeline.Calendar);
        context.Progress.Report($"Scoring {reading.Episodes.Count} episodes as of {UtcInstant.Text(instant)}");
        var episodes = PriorEpisodes.Count(reading.Episodes, package.Pipeline.Outcome, package.Pipeline.Calendar);
        var scorer = new RiskScorer(package);
        var scores = new RiskScore[episodes.Count];
        Parallel.For(0, scores.Length, new ParallelOptions { CancellationToken = cancellation }, i => scores[i] = scorer.Score(AsOf.Known(episodes[i], instant), instant, head, explain ? Explanation.Full : Explanation.None, curve));
        return new ScoredExport(package, head, instant, scores, curve ?? []);
    }
}
