using Predictor.Care.Checking;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading.Csv;

/// <summary>Reads one file of an export from its first byte to its last.</summary>
internal sealed class ExportFileReader(string folder, ExportReaderOptions options, ProgressCounter progress, CancellationToken cancellation)
{
    private const int BufferBytes = 256 * 1024;
    private const int RowsBetweenCancellationChecks = 1024;

    /// <summary>Reads all rows.</summary>
    /// <param name="tally">Counts and problems of the file, which this fills.</param>
    /// <param name="readRow">Takes over a row; false where the row is left out.</param>
    public void Read(FileTally tally, Func<FieldReader, bool> readRow) =>
        Read(tally, (_, _) => new RowTaker(readRow, []));

    /// <summary>Reads all rows of a file with further columns.</summary>
    /// <param name="tally">Counts and problems of the file, which this fills.</param>
    /// <param name="start">Makes the taker of the rows once the header has been read.</param>
    public void Read(FileTally tally, Func<CsvRows, FileProblems, RowTaker> start)
    {
        var path = Path.Combine(folder, tally.Schema.FileName);
        if (!File.Exists(path)) return;
        tally.IsPresent = true;
        var problems = new FileProblems(tally.Schema.FileName, tally.Log);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
            if (!CheckEncoding(file, problems)) return;
            using var stream = new HashingStream(file, progress.Add);
            ReadRows(stream, tally, problems, start);
            tally.Sha256 = stream.Finish();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Report(ProblemKind.UnreadableFile, null, null, null, "a file that can be read", $"The file cannot be read: {e.Message}");
            tally.IsComplete = false;
        }
    }

    private static bool CheckEncoding(FileStream file, FileProblems problems)
    {
        Span<byte> start = stackalloc byte[EncodingCheck.Length];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return EncodingCheck.Run(start[..length], problems);
    }

    private void ReadRows(HashingStream stream, FileTally tally, FileProblems problems, Func<CsvRows, FileProblems, RowTaker> start)
    {
        using var rows = new CsvRows(stream, stream.Length, problems);
        if (!rows.ReadHeader(tally.Schema)) return;
        var fields = new FieldReader(tally.Schema, rows, new ProblemReporter(tally.Log, FileLocator.Instance), new MomentParser(options.Calendar), new StringPool());
        var taker = start(rows, problems);
        var leftOut = 0;
        while (rows.MoveNext())
        {
            if (rows.Count % RowsBetweenCancellationChecks == 0) cancellation.ThrowIfCancellationRequested();
            fields.Start();
            if (!taker.Take(fields)) leftOut++;
        }

        if (rows.Count == 0 && rows.IsComplete) problems.Report(ProblemKind.NoRows, null, null, null, "at least one row", "The file has a header but no rows.");
        tally.Rows = rows.Count;
        tally.RowsLeftOut = leftOut + rows.BrokenCount;
        tally.Columns =
        [
            .. tally.Schema.Columns.Select(c => new ColumnReading(c.Name, c.IsRequired, rows.Header.FieldOf(c) >= 0, fields.Filled[c.Index])),
            .. taker.FurtherColumns.SelectMany(f => f.Columns),
        ];
        tally.IsComplete = rows.IsComplete;
    }
}
