using System.Diagnostics.CodeAnalysis;
using Predictor.Care.Episodes;

namespace Predictor.Care.Fhir;

/// <summary>What resources tell of one episode, and what of them could not be mapped.</summary>
public sealed class FhirReading
{
    internal FhirReading(IReadOnlyList<FhirIssue> issues) => Issues = issues;

    /// <summary>The episode with what was known of it; null where there are errors.</summary>
    public Episode? Episode { get; internal init; }

    /// <summary>The reference to the patient, such as <c>Patient/17</c>; null where there are errors.</summary>
    public string? Patient { get; internal init; }

    /// <summary>The references to the resources that the episode was made of, each once, ordered.</summary>
    public IReadOnlyList<string> Basis { get; internal init; } = [];

    /// <summary>What could not be mapped, and what is left out on purpose.</summary>
    public IReadOnlyList<FhirIssue> Issues { get; }

    /// <summary>True where there is no episode to be judged.</summary>
    [MemberNotNullWhen(false, nameof(Episode), nameof(Patient))]
    public bool HasErrors => Episode is null;
}
