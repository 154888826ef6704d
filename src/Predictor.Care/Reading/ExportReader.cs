using System.Security.Cryptography;
using System.Text;
using Predictor.Care.Checking;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Csv;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading;

/// <summary>Reads a clinic's export: a folder of CSV files (RFC 4180, UTF-8). Safe for several threads.</summary>
public sealed class ExportReader
{
    private readonly ExportReaderOptions _options;

    /// <param name="options">How to read; the defaults where null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The options list a negative number of problems.</exception>
    public ExportReader(ExportReaderOptions? options = null)
    {
        _options = options ?? new ExportReaderOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(_options.ProblemsListedPerGroup, nameof(options));
    }

    /// <summary>Reads and checks all files of a folder. Whatever is wrong with the data is in the result, and all of it at once.</summary>
    /// <param name="folder">The folder, which has to hold <c>episodes.csv</c> and <c>appointments.csv</c>.</param>
    /// <param name="progress">Told of each further mebibyte, from several threads.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public ExportReading Read(string folder, IProgress<ExportProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        cancellation.ThrowIfCancellationRequested();
        var tables = new ExportTables(_options);
        var log = new ProblemLog(_options.ProblemsListedPerGroup);
        if (CheckFolder(folder, log))
        {
            var counter = new ProgressCounter(progress, TotalBytes(folder));
            tables.Read(new ExportFileReader(folder, _options, counter, cancellation), cancellation);
        }

        foreach (var tally in tables.Tallies) log.Add(tally.Log);
        var episodes = new EpisodeAssembler(tables, _options, log).Run(cancellation);
        return new ExportReading
        {
            Episodes = episodes,
            Problems = log.ToReport(PlaceOf),
            Files = [.. tables.Tallies.Select(t => t.ToReading())],
            Fingerprint = Fingerprint(tables.Tallies),
            LatestKnown = LatestKnown.Of(episodes),
            Calendar = _options.Calendar,
            Instruments = _options.Instruments,
            SkippedBadRows = _options.SkipBadRows,
        };
    }

    private static bool CheckFolder(string folder, ProblemLog log)
    {
        if (!Directory.Exists(folder))
        {
            new FileProblems(folder, log).Report(ProblemKind.MissingFolder, null, null, folder, "a folder with an export", $"There is no folder '{folder}'.");
            return false;
        }

        var known = ExportSchemas.All.Select(s => s.FileName).ToList();
        var others = Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Where(f => !known.Contains(f)).Order(StringComparer.Ordinal).ToList();
        foreach (var schema in ExportSchemas.All.Where(s => s.IsFileRequired && !File.Exists(Path.Combine(folder, s.FileName))))
        {
            var hint = Suggestion.Nearest(schema.FileName, others) is { } near ? $" Is '{near}' meant for it?" : "";
            new FileProblems(schema.FileName, log).Report(ProblemKind.MissingFile, null, null, null, $"a file {schema.FileName}", $"The required file is missing.{hint}");
        }

        foreach (var other in others.Where(o => Path.GetExtension(o).Equals(".csv", StringComparison.OrdinalIgnoreCase)))
        {
            var expected = "one of " + string.Join(", ", known);
            new FileProblems(other, log).Report(ProblemKind.UnknownFile, null, null, other, expected, $"The file is no part of an export and is ignored; expected {expected}.{Suggestion.For(other, known)}");
        }

        return true;
    }

    private static long TotalBytes(string folder) => ExportSchemas.All
        .Select(s => new FileInfo(Path.Combine(folder, s.FileName)))
        .Where(f => f.Exists)
        .Sum(f => f.Length);

    private static int PlaceOf(string fileName)
    {
        for (var i = 0; i < ExportSchemas.All.Count; i++)
        {
            if (ExportSchemas.All[i].FileName == fileName) return i;
        }

        return -1;
    }

    private static string Fingerprint(IEnumerable<FileTally> tallies)
    {
        var lines = tallies
            .Where(t => t.Sha256 is not null)
            .OrderBy(t => t.Schema.FileName, StringComparer.Ordinal)
            .Select(t => $"{t.Schema.FileName}:{t.Sha256}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
