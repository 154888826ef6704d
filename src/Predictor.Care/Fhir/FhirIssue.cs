using Predictor.Care.Checking;

namespace Predictor.Care.Fhir;

/// <summary>How much an issue weighs, in the words of FHIR.</summary>
public enum FhirSeverity
{
    /// <summary>There is no episode because of it.</summary>
    Error,

    /// <summary>Something that was meant to tell of the episode could not be used.</summary>
    Warning,

    /// <summary>Something is left out on purpose.</summary>
    Information,
}

/// <summary>Something that could not be mapped, or a reason why nothing could.</summary>
public sealed record FhirIssue
{
    public required FhirSeverity Severity { get; init; }

    /// <summary>A code of http://hl7.org/fhir/issue-type, such as <c>required</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Where, as a FHIRPath such as <c>Bundle.entry[3].resource.start</c>.</summary>
    public required string Expression { get; init; }

    /// <summary>The kind of resource it is about; null where it is about all of them.</summary>
    public string? ResourceType { get; init; }

    /// <summary>What is wrong, in a sentence without any value of the data.</summary>
    public required string Message { get; init; }

    /// <summary>What the reader of the records found, which quotes the value: for a clinic's own screen only. Null where the mapping itself found it.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The file; null outside of files.</summary>
    public string? File { get; init; }

    /// <summary>The 1-based line; null outside of files.</summary>
    public int? Line { get; init; }
}
