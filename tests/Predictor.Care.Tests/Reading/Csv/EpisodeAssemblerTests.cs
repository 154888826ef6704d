using Predictor.Care.Checking;
using Predictor.Care.Episodes;
using Predictor.Care.Reading;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Csv;
using Xunit;

namespace Predictor.Care.Tests.Reading.Csv;

public sealed class EpisodeAssemblerTests : IDisposable
{
    private const int Count = (EpisodeAssembler.ChunkSize * 40) + 17;
    private const int Listed = EpisodeAssembler.ChunkSize / 2;

    // Every third episode ends before its session, and every fourth has a reminder before its booking: errors of episodes and of rows in all chunks.
    private readonly ExportFolder _export = new ExportFolder()
        .Write(ExportFolder.Episodes, "episode_id,client_id,started_on,ended_on,end_reason\n" + Lines(i => $"e{i},c{i / 2},2024-01-01,{(i % 3 == 0 ? "2024-01-05" : "2024-01-20")},moved"))
        .Write(ExportFolder.Appointments, "appointment_id,episode_id,starts_at,booked_at,status,reminder_sent_at\n" + Lines(i => $"a{i},e{i},2024-01-08,2024-01-03,fulfilled,{(i % 4 == 0 ? "2024-01-02" : "")}"))
        .Write(ExportFolder.Contacts, "episode_id,occurred_at\n" + Lines(i => $"e{Count - 1 - i},2024-01-08"));

    public void Dispose() => _export.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_number_of_threads_makes_no_difference(bool skipBadRows)
    {
        var options = new ExportReaderOptions { SkipBadRows = skipBadRows, ProblemsListedPerGroup = Listed };
        var one = Assemble(options, threads: 1);

        foreach (var threads in new[] { 2, 5, -1 }) Assert.Equal(one, Assemble(options, threads));
    }

    [Fact]
    public void Problems_of_all_chunks_are_counted_and_the_first_are_listed()
    {
        var reading = _export.Read(new ExportReaderOptions { SkipBadRows = true, ProblemsListedPerGroup = Listed });

        var late = reading.Problems.Groups.Single(g => g.Kind == ProblemKind.EndBeforeSession);
        Assert.Equal(((Count + 2) / 3, Listed), (late.Count, late.Listed));
        Assert.Equal(
            Enumerable.Range(0, Listed).Select(i => (3 * i) + 2),
            reading.Problems.Listed.Where(p => p.Kind == ProblemKind.EndBeforeSession).Select(p => p.Location.Line!.Value));
        Assert.Equal(Enumerable.Range(0, Count).Count(i => i % 3 != 0), reading.Episodes.Count);
        Assert.Equal((Count + 2) / 3, reading.File(ExportFolder.Episodes).RowsLeftOut);
        Assert.Equal(Enumerable.Range(0, Count).Count(i => i % 3 == 0 || i % 4 == 0), reading.File(ExportFolder.Appointments).RowsLeftOut);
        Assert.Equal((Count + 2) / 3, reading.File(ExportFolder.Contacts).RowsLeftOut);
    }

    [Fact]
    public void Assembling_can_be_cancelled()
    {
        var options = new ExportReaderOptions();

        Assert.ThrowsAny<OperationCanceledException>(() => new EpisodeAssembler(Tables(options), options, new ProblemLog(1)).Run(new CancellationToken(canceled: true)));
    }

    private static string Lines(Func<int, string> line) => string.Concat(Enumerable.Range(0, Count).Select(i => line(i) + "\n"));

    private ExportTables Tables(ExportReaderOptions options)
    {
        var tables = new ExportTables(options);
        tables.Read(new ExportFileReader(_export.Path, options, new ProgressCounter(null, 0), CancellationToken.None), CancellationToken.None);
        return tables;
    }

    /// <summary>All that assembling gives, as text: the report, the rows left out and the episodes.</summary>
    private string Assemble(ExportReaderOptions options, int threads)
    {
        var tables = Tables(options);
        var log = new ProblemLog(options.ProblemsListedPerGroup);
        var episodes = new EpisodeAssembler(tables, options, log).Run(CancellationToken.None, threads);
        var report = log.ToReport(f => ExportSchemas.All.Count(s => string.CompareOrdinal(s.FileName, f) < 0));
        var lines = report.Listed.Select(p => p.ToString()).Concat(report.Groups.Select(g => g.ToString())).Concat(tables.Tallies.Select(t => $"{t.Schema.FileName}: {t.RowsLeftOut}"));
        return string.Join("\n", lines.Concat(episodes.Select(Summary)));
    }

    private static string Summary(Episode episode) => $"{episode.EpisodeId} {episode.Appointments.Count} {episode.Measures?.Count} {episode.Contacts?.Count}";
}
