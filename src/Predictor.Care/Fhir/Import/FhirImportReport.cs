namespace Predictor.Care.Fhir.Import;

/// <summary>What an import read, mapped and left out.</summary>
public sealed record FhirImportReport
{
    /// <summary>Each file with its lines that are not blank.</summary>
    public required IReadOnlyDictionary<string, int> Files { get; init; }

    /// <summary>By type of resource.</summary>
    public required IReadOnlyDictionary<string, FhirTypeCount> Resources { get; init; }

    /// <summary>The rows written, by file of the export.</summary>
    public required IReadOnlyDictionary<string, int> Rows { get; init; }

    /// <summary>What could not be used.</summary>
    public required long Warnings { get; init; }

    /// <summary>What was left out on purpose, or is unusual.</summary>
    public required long Notices { get; init; }

    /// <summary>How often each kind of issue was met.</summary>
    public required IReadOnlyList<FhirIssueGroup> Groups { get; init; }

    /// <summary>The first issues of each kind.</summary>
    public required IReadOnlyList<FhirIssue> Issues { get; init; }

    /// <summary>True where the export was written.</summary>
    public required bool IsWritten { get; init; }
}

/// <summary>What became of the resources of a type.</summary>
/// <param name="Read">How many there are.</param>
/// <param name="Mapped">How many of them tell something in the export.</param>
public sealed record FhirTypeCount(int Read, int Mapped)
{
    public int NotMapped => Read - Mapped;
}

/// <summary>One kind of issue.</summary>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Code">Its code.</param>
/// <param name="ResourceType">The type of the resources; null where they are none.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Count">How many there are.</param>
public sealed record FhirIssueGroup(FhirSeverity Severity, string Code, string? ResourceType, string Message, long Count);
