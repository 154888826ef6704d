using System.CommandLine;
using Predictor.Care.Reading;
using Predictor.Risk;
using Predictor.Risk.Scoring;
using Predictor.Training.Options;
using Predictor.Training.Output;
using Spectre.Console;

namespace Predictor.Training.Data;

/// <summary>Reads the export of a command, says what is wrong with it, and stops where it cannot be used.</summary>
internal static class Export
{
    /// <summary>Reads an export that is to be used.</summary>
    /// <exception cref="FailedException">There are rows in error and they are not to be skipped; all have been listed.</exception>
    public static ExportReading Read(CommandContext context, DataOptions data, ParseResult parsed, PipelineOptions pipeline, CancellationToken cancellation)
    {
        var reading = ReadUnchecked(context, data, parsed, pipeline, cancellation);
        ProblemList.Write(context.Error, reading.Problems);
        if (!reading.IsUsable) throw new FailedException($"{reading.Problems.ErrorCount} errors in {data.Folder(parsed)}; nothing was done. Correct them, or leave the rows out with --skip-bad-rows.");
        var skipped = reading.Files.Sum(f => f.RowsLeftOut);
        if (skipped > 0) context.Error.MarkupLineInterpolated($"[yellow]{skipped} rows were left out.[/]");
        return reading;
    }

    /// <summary>Reads an export, whatever is wrong with it.</summary>
    public static ExportReading ReadUnchecked(CommandContext context, DataOptions data, ParseResult parsed, PipelineOptions pipeline, CancellationToken cancellation)
    {
        context.Progress.Report($"Reading {data.Folder(parsed)}");
        var reader = new ExportReader(new ExportReaderOptions { Calendar = pipeline.Calendar, Instruments = pipeline.Instruments, Now = context.Time.GetUtcNow(), SkipBadRows = data.SkipsBadRows(parsed) });
        return reader.Read(data.Folder(parsed), progress: null, cancellation);
    }

    /// <summary>UTC ticks up to which the data tell: as given, by default the latest time at which anything became known. Says which.</summary>
    /// <exception cref="FailedException">There are no episodes.</exception>
    public static long Cut(CommandContext context, ExportReading reading, DataOptions data, ParseResult parsed)
    {
        var cut = data.Until(parsed, reading.Calendar) ?? reading.LatestKnown?.UtcTicks ?? throw new FailedException("The export has no episodes; nothing was done.");
        context.Progress.Report($"The data tell up to {UtcInstant.Text(cut)}");
        return cut;
    }
}
