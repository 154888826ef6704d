using Predictor.Care.Checking;
using Predictor.Care.Episodes;
using Predictor.Care.Reading.Records;

namespace Predictor.Care.Reading.Csv;

/// <summary>
/// Puts the rows of the files together into episodes, in parallel. Chunks have a fixed size and what they found is added in their order,
/// so that neither the episodes nor the report depend on the number of threads.
/// </summary>
internal sealed class EpisodeAssembler(ExportTables tables, ExportReaderOptions options, ProblemLog log)
{
    /// <summary>Episodes in a chunk.</summary>
    public const int ChunkSize = 512;

    // Chunks whose problems are held at once: it bounds memory and does not touch the order.
    private const int Wave = 32;

    /// <summary>The episodes in the order of their ids.</summary>
    /// <param name="cancellation">Looked at before each chunk.</param>
    /// <param name="threads">The largest number of threads; -1 for as many as there are processors.</param>
    public List<Episode> Run(CancellationToken cancellation, int threads = -1)
    {
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = threads };
        var grouped = new GroupedTables(tables, parallel);
        var built = new List<Row<Episode>>(grouped.Count);
        var chunks = (grouped.Count + ChunkSize - 1) / ChunkSize;
        for (var first = 0; first < chunks; first += Wave)
        {
            var start = first;
            var wave = new EpisodeChunk[Math.Min(Wave, chunks - start)];
            Parallel.For(0, wave.Length, parallel, i =>
            {
                var from = (start + i) * ChunkSize;
                wave[i] = EpisodeChunk.Assemble(grouped, from, Math.Min(from + ChunkSize, grouped.Count), options);
            });
            foreach (var chunk in wave)
            {
                built.AddRange(chunk.Episodes);
                log.Add(chunk.Log);
                foreach (var (schema, count) in chunk.LeftOut) tables.TallyOf(schema).RowsLeftOut += count;
            }
        }

        ClientChecks.Run(new RecordChecker(new ProblemReporter(log, FileLocator.Instance), options.Calendar, new RowErrors()), built);
        return [.. built.Select(b => b.Record).OrderBy(e => e.EpisodeId, StringComparer.Ordinal)];
    }
}
