namespace Predictor.Api.Models;

/// <summary>Something about the models that somebody has to look at. The service goes on with what it has.</summary>
/// <param name="Code">The kind, one of the constants.</param>
/// <param name="Subject">The name of the package's folder without the way to it, or of the model.</param>
/// <param name="Detail">What is wrong, without paths.</param>
/// <param name="Since">When it was found.</param>
internal sealed record ModelAlarm(string Code, string Subject, string Detail, DateTimeOffset Since)
{
    /// <summary>The package is not whole, was changed, is of a newer format, or makes no sense.</summary>
    public const string PackageRefused = "package-refused";

    /// <summary>The package is none of those that the service is pinned to.</summary>
    public const string NotPinned = "not-pinned";

    /// <summary>Another package has the same name and version and other content.</summary>
    public const string VersionTaken = "version-taken";

    /// <summary>The package that serves is no longer in the folder: the service would not find it when it starts again.</summary>
    public const string PackageGone = "package-gone";

    /// <summary>There are several names and none is the default.</summary>
    public const string NoDefault = "no-default";

    /// <summary>A version or challenger that an operator chose, or a model that the configuration names, is not there.</summary>
    public const string ChoiceUnmet = "choice-unmet";

    /// <summary>The file with the operator's choices cannot be read.</summary>
    public const string ChoicesUnreadable = "choices-unreadable";

    /// <summary>The alarm in words for anybody: no paths, hashes or names.</summary>
    public string Public => Code switch
    {
        NotPinned => "The model is not the one that the service is pinned to.",
        NoDefault => "There are several models and none is the default.",
        ChoiceUnmet => "The version of the model that was chosen is not there.",
        ChoicesUnreadable => "The chosen versions of the models cannot be read.",
        _ => "The model could not be loaded; the log of the service says why.",
    };

    /// <summary>The same alarm, whenever it was found.</summary>
    public bool IsLike(ModelAlarm other) => Code == other.Code && Subject == other.Subject && Detail == other.Detail;
}
