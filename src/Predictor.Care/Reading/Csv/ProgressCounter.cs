namespace Predictor.Care.Reading.Csv;

/// <summary>Adds up the bytes that the threads read and reports each further mebibyte.</summary>
internal sealed class ProgressCounter(IProgress<ExportProgress>? progress, long totalBytes)
{
    private const long Step = 1024 * 1024;

    private long _bytesRead;

    public void Add(int bytes)
    {
        if (progress is null) return;
        var after = Interlocked.Add(ref _bytesRead, bytes);
        if (after / Step != (after - bytes) / Step || (after == totalBytes && bytes > 0)) progress.Report(new ExportProgress(after, totalBytes));
    }
}
