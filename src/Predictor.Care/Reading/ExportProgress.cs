namespace Predictor.Care.Reading;

/// <summary>How far the reading of an export is.</summary>
/// <param name="BytesRead">The bytes read so far, of all files together.</param>
/// <param name="TotalBytes">The bytes of all files.</param>
public readonly record struct ExportProgress(long BytesRead, long TotalBytes);
