namespace Predictor.Care.Reading.Records;

/// <summary>A record and where it stands in its source.</summary>
/// <param name="Record">The record.</param>
/// <param name="Position">Its 1-based line in a file, its 0-based index in a JSON array.</param>
internal readonly record struct Row<T>(T Record, int Position)
    where T : class;
