using Predictor.Api.Models;
using Predictor.Care.Fhir.Configuration;

namespace Predictor.Api.Fhir;

/// <summary>How FHIR resources are read: section <c>Fhir</c>.</summary>
internal sealed class FhirOptions
{
    public const string Section = "Fhir";

    /// <summary>A JSON file that adds codes and extensions to the built-in mapping; a relative path begins at the working directory. None means the built-in one alone.</summary>
    public string? MappingFile { get; set; }

    /// <summary>The model that scores, such as <c>demo@1.0.0</c>, or its name alone for the version that serves; none for the default of all. A call of FHIR names none itself.</summary>
    public string? Model { get; set; }

    /// <summary>All that is wrong with these options, the file included, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (ModelDemand.Problem($"{Section}:{nameof(Model)}", Model) is { } wrong) yield return wrong;
        if (MappingFile is null) yield break;
        if (MappingFile.Length == 0)
        {
            yield return $"{Section}:{nameof(MappingFile)} is empty; expected a JSON file, or no value.";
            yield break;
        }

        FhirMapReader.ReadFile(MappingFile, out var problems);
        foreach (var problem in problems) yield return $"{Section}:{nameof(MappingFile)}: {problem}";
    }
}
