using System.Globalization;
using System.Text;
using Predictor.Risk.Reasons;
using Predictor.Risk.Scoring;
using Predictor.Training.Data;

namespace Predictor.Training.Output;

/// <summary>Writes scores as CSV, in the order of the episodes.</summary>
internal static class ScoreTableWriter
{
    public static void Write(Stream stream, ScoredExport scored, bool explained)
    {
        var codes = explained ? scored.Package.Features.Slots.Select(s => s.Feature.Code).ToList() : [];
        var curve = string.Concat(scored.CurveDays.Select(d => string.Create(CultureInfo.InvariantCulture, $",probability_{d}_days")));
        var header = "episode_id,as_of,status,horizon_days,probability,lower,upper,band,percentile,baseline,base_rate,notes" + curve + (explained ? ",reasons,suggested_actions" : "") + string.Concat(codes.Select(c => "," + CsvBuffer.Quoted($"contribution:{c}"))) + "\n";
        stream.Write(Encoding.UTF8.GetBytes(header));
        var text = new CsvBuffer(scored.Scores.Count * 128);
        foreach (var score in scored.Scores)
        {
            text.Text(score.EpisodeId);
            text.Text(UtcInstant.Text(score.AsOf.UtcTicks));
            text.Text(score.Status);
            text.Number(score.HorizonDays);
            text.Number(score.Probability ?? double.NaN);
            text.Number(score.Interval?[0] ?? double.NaN);
            text.Number(score.Interval?[1] ?? double.NaN);
            text.Text(score.Band ?? "");
            text.Number(score.Percentile ?? double.NaN);
            text.Number(score.Baseline ?? double.NaN);
            text.Number(score.BaseRate ?? double.NaN);
            text.Text(string.Join(' ', score.Notes));
            foreach (var days in scored.CurveDays) text.Number(score.Curve?.First(p => p.HorizonDays == days).Probability ?? double.NaN);
            if (explained)
            {
                text.Text(string.Join("; ", score.Reasons?.Select(r => $"{(r.Effect == ReasonEffect.Raises ? "+" : "-")} {r.Text}") ?? []));
                text.Text(string.Join("; ", score.SuggestedActions?.Select(a => a.Title) ?? []));
            }

            foreach (var code in codes) text.Number(score.Contributions?[code] ?? double.NaN);
            text.EndRow();
        }

        stream.Write(text.Written.Span);
    }
}
