using System.Text;
using Predictor.Risk.Features;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Scoring;

namespace Predictor.Training.Output;

/// <summary>
/// Writes a feature table as CSV. Rows are folded and put into text in blocks, several at a time, and written in their order, so that a
/// million rows need little memory.
/// </summary>
internal static class FeatureTableWriter
{
    private const int BlockRows = 8192;

    public static void Write(Stream stream, Cohort cohort, FeatureSet features, LabelledRows labelled, CancellationToken cancellation)
    {
        stream.Write(Encoding.UTF8.GetBytes(Header(features)));
        var blocks = Enumerable.Range(0, (labelled.Rows.Length + BlockRows - 1) / BlockRows)
            .AsParallel().AsOrdered().WithCancellation(cancellation).WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(block => Block(cohort, features, labelled, block * BlockRows, cancellation));
        foreach (var text in blocks) stream.Write(text.Span);
    }

    private static string Header(FeatureSet features)
    {
        var columns = features.Slots.Select(s => CsvBuffer.Quoted(s.Feature.Code));
        return $"episode_id,client_id,landmark_at,landmark_kind,label,weight,{string.Join(',', columns)}\n";
    }

    private static ReadOnlyMemory<byte> Block(Cohort cohort, FeatureSet features, LabelledRows labelled, int from, CancellationToken cancellation)
    {
        var rows = labelled.Rows.AsSpan(from, Math.Min(BlockRows, labelled.Rows.Length - from)).ToArray();
        var values = cohort.Fold(features, rows, cancellation);
        var text = new CsvBuffer(rows.Length * (64 + (features.Count * 4)));
        for (var i = 0; i < rows.Length; i++)
        {
            var row = cohort.Rows[rows[i]];
            var episode = cohort.Episodes[row.Episode];
            text.Text(episode.EpisodeId);
            text.Text(episode.ClientId);
            text.Text(UtcInstant.Text(row.Landmark.Ticks));
            text.Text(KindNames.Of(row.Landmark.Kind));
            text.Number(labelled.Labels[from + i]);
            text.Number(labelled.Weights[from + i]);
            for (var f = 0; f < features.Count; f++)
            {
                var value = values[(i * features.Count) + f];
                if (features.Slots[f].CategoryOf(value) is { } category) text.Text(category);
                else text.Number(value);
            }

            text.EndRow();
        }

        return text.Written;
    }
}
