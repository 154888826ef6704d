namespace Predictor.Api.Models;

/// <summary>Which models are served: section <c>Model</c>.</summary>
internal sealed class ModelOptions
{
    public const string Section = "Model";

    private static readonly char[] Separators = [',', ' '];

    /// <summary>The folder of one model package, or a folder whose subfolders are model packages; a relative path begins at the working directory.</summary>
    public string Folder { get; set; } = "models/demo";

    /// <summary>The name of the model that answers where none is asked for. Needed where the folder holds models of several names.</summary>
    public string? Default { get; set; }

    /// <summary>The hashes that packages may have, with commas between; none means that any whole package will do.</summary>
    public string? Sha256 { get; set; }

    /// <summary>The file that keeps what an operator chose: versions rolled back to and challengers. None means that choices last until the service stops.</summary>
    public string? ChoicesFile { get; set; }

    /// <summary>How long to wait between two looks at the folder, in seconds.</summary>
    public double PollSeconds { get; set; } = 5;

    /// <summary>The most of one processor that scoring with challengers may take, as a share.</summary>
    public double ShadowShare { get; set; } = 0.1;

    /// <summary>The hashes that packages may have; empty where any may be served.</summary>
    public IReadOnlyList<string> Pins => Sha256?.Split(Separators, StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Folder)) yield return $"{Section}:{nameof(Folder)} is empty; expected the folder of a model package, or of several.";
        if (Sha256 is not null && (Pins.Count == 0 || Pins.Any(p => p.Length != 64 || !p.All(char.IsAsciiHexDigit)))) yield return $"{Section}:{nameof(Sha256)} is '{Sha256}'; expected 64 hexadecimal digits, several of them with commas between, or no value.";
        if (Default is not null && string.IsNullOrWhiteSpace(Default)) yield return $"{Section}:{nameof(Default)} is empty; expected the name of a model, or no value.";
        if (ChoicesFile is not null && string.IsNullOrWhiteSpace(ChoicesFile)) yield return $"{Section}:{nameof(ChoicesFile)} is empty; expected a file, or no value.";
        if (!(PollSeconds is >= 0.05 and <= 3600)) yield return $"{Section}:{nameof(PollSeconds)} is {PollSeconds}; expected 0.05 to 3600 seconds.";
        if (!(ShadowShare is >= 0.01 and <= 1)) yield return $"{Section}:{nameof(ShadowShare)} is {ShadowShare}; expected 0.01 to 1.";
    }
}
