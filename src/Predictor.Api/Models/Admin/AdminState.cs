using Predictor.Api.Models.Shadow;

namespace Predictor.Api.Models.Admin;

/// <summary>How the models are.</summary>
/// <param name="DefaultModel">The name that answers where none is asked for; left out where there is none.</param>
/// <param name="KeepsChoices">True where a roll back and other choices outlive the service: where <c>Model:ChoicesFile</c> is set.</param>
/// <param name="Models">One a name.</param>
/// <param name="Alarms">What somebody has to look at.</param>
public sealed record AdminState(string? DefaultModel, bool KeepsChoices, IReadOnlyList<AdminModel> Models, IReadOnlyList<AdminAlarm> Alarms)
{
    internal static AdminState Of(ModelCatalogue catalogue, bool keepsChoices) => new(
        catalogue.State.Model?.Package.Name,
        keepsChoices,
        [.. catalogue.Models.Select(AdminModel.Of)],
        [.. catalogue.Alarms.Select(a => new AdminAlarm(a.Code, a.Subject, a.Detail, a.Since))]);
}

/// <summary>A name with its versions.</summary>
/// <param name="Name">The name.</param>
/// <param name="Serves">The version that serves; left out where the chosen one is not there.</param>
/// <param name="Chosen">The version that was chosen or rolled back to; left out where the highest serves.</param>
/// <param name="Versions">All versions that are loaded, the highest first.</param>
/// <param name="Shadow">How the challenger compares; left out where there is none.</param>
public sealed record AdminModel(string Name, string? Serves, string? Chosen, IReadOnlyList<AdminVersion> Versions, ShadowFigures? Shadow)
{
    internal static AdminModel Of(ServedModel model) => new(
        model.Name,
        model.Current?.Package.Version,
        model.Chosen,
        [.. model.Versions.Select(v => new AdminVersion(v.Package.Version, v.Package.Sha256, v.Package.CreatedAt))],
        model.Shadow?.Figures());
}

/// <summary>A version that is loaded.</summary>
/// <param name="Version">The version.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
public sealed record AdminVersion(string Version, string Sha256, DateTimeOffset CreatedAt);

/// <summary>Something that somebody has to look at.</summary>
/// <param name="Code">The kind.</param>
/// <param name="Subject">The name of the package's folder, of the model, or of the setting.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Since">When it was found.</param>
public sealed record AdminAlarm(string Code, string Subject, string Detail, DateTimeOffset Since);
