using Predictor.Care.Fhir.Configuration;

namespace Predictor.Api.Fhir;

/// <summary>How FHIR resources are read: section <c>Fhir</c>.</summary>
internal sealed class FhirOptions
{
    public const string Section = "Fhir";

    /// <summary>A JSON file that adds codes and extensions to the built-in mapping; a relative path begins at the working directory. None means the built-in one alone.</summary>
    public string? MappingFile { get; set; }

    /// <summary>All that is wrong with these options, the file included, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (MappingFile is null) return [];
        if (MappingFile.Length == 0) return [$"{Section}:{nameof(MappingFile)} is empty; expected a JSON file, or no value."];
        FhirMapReader.ReadFile(MappingFile, out var problems);
        return problems.Select(p => $"{Section}:{nameof(MappingFile)}: {p}");
    }
}
