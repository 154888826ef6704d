namespace Predictor.Care.Reading;

/// <summary>What was found of one of the five files of an export.</summary>
public sealed record FileReading
{
    /// <summary>The name, such as <c>appointments.csv</c>.</summary>
    public required string Name { get; init; }

    /// <summary>True where the folder has the file.</summary>
    public required bool IsPresent { get; init; }

    /// <summary>The rows below the header, blank ones not counted.</summary>
    public required int Rows { get; init; }

    /// <summary>How many of them are in no episode of the reading, because they or their episode are in error.</summary>
    public required int RowsLeftOut { get; init; }

    /// <summary>The SHA-256 of the file's bytes in lower-case hex; null where it is absent or could not be read.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>The columns of the contract, present or not, then the <c>x_</c> and <c>s_</c> columns of the file.</summary>
    public required IReadOnlyList<ColumnReading> Columns { get; init; }
}
