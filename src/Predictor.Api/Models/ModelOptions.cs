namespace Predictor.Api.Models;

/// <summary>Which model is served: section <c>Model</c>.</summary>
internal sealed class ModelOptions
{
    public const string Section = "Model";

    /// <summary>The folder of the model package; a relative path begins at the working directory.</summary>
    public string Folder { get; set; } = "models/demo";

    /// <summary>The hash that the package has to have; none means that any whole package will do.</summary>
    public string? Sha256 { get; set; }

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Folder)) yield return $"{Section}:{nameof(Folder)} is empty; expected the folder of a model package.";
        if (Sha256 is not null && (Sha256.Length != 64 || !Sha256.All(char.IsAsciiHexDigit))) yield return $"{Section}:{nameof(Sha256)} is '{Sha256}'; expected 64 hexadecimal digits, or no value.";
    }
}
