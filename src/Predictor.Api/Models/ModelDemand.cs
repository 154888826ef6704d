namespace Predictor.Api.Models;

/// <summary>A model that the configuration names for requests that cannot name one themselves.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Title">The model as <c>name@version</c>, or a name alone for the version that serves; null for the default.</param>
internal sealed record ModelDemand(string Setting, string? Title)
{
    /// <summary>What is wrong with the value of a setting, as a sentence; null where nothing is. Whether there is such a model is known once the folder was looked at.</summary>
    public static string? Problem(string setting, string? title) =>
        title is null || (ModelChoice.TrySplit(title, out var name, out var version) && IsVersion(version) && IsName(name)) || IsName(title) ? null : $"{setting} is '{title}'; expected a model such as demo@1.0.0, its name alone, or no value.";

    /// <summary>True for a name that a model can be served under: names stand in queries, answers and logs.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>True for a version that a model can be served under: MAJOR.MINOR.PATCH.</summary>
    public static bool IsVersion(string text) => Version.TryParse(text, out var version) && version.Build >= 0 && version.Revision < 0;

    /// <summary>The model, of those that there are.</summary>
    public ModelState In(ModelCatalogue catalogue)
    {
        if (Title is null || catalogue.Models.Count == 0) return catalogue.State;
        var isWhole = ModelChoice.TrySplit(Title, out var name, out var version);
        return catalogue.Find(name, isWhole ? version : null) is { } model ? ModelState.Ready(model) : ModelState.Failed("The model that is configured for this is not there.");
    }
}
