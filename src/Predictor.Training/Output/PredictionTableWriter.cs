using Predictor.Risk.Evaluation;
using Predictor.Risk.Scoring;

namespace Predictor.Training.Output;

/// <summary>Writes what was predicted and what came true as CSV, block by block.</summary>
internal static class PredictionTableWriter
{
    private const int BlockRows = 8192;

    public static void Write(Stream stream, IEnumerable<Prediction> predictions, CancellationToken cancellation)
    {
        stream.Write("episode_id,client_id,landmark_at,landmark_kind,not_yet_gone,horizon_days,label,weight,probability\n"u8);
        foreach (var block in predictions.Chunk(BlockRows))
        {
            cancellation.ThrowIfCancellationRequested();
            var text = new CsvBuffer(block.Length * 96);
            foreach (var row in block)
            {
                text.Text(row.EpisodeId);
                text.Text(row.ClientId);
                text.Text(UtcInstant.Text(row.AtTicks));
                text.Text(KindNames.Of(row.Kind));
                text.Number(row.NotYetGone ? 1 : 0);
                text.Number(row.HorizonDays);
                text.Number(row.Label);
                text.Number(row.Weight);
                text.Number(row.Probability);
                text.EndRow();
            }

            stream.Write(text.Written.Span);
        }
    }
}
