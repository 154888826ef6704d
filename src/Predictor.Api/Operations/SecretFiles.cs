namespace Predictor.Api.Operations;

/// <summary>Takes settings out of files, one a setting, as containers and systemd hand over secrets: <c>Kestrel__Certificates__Default__Password</c> holds the password.</summary>
internal static class SecretFiles
{
    /// <summary>Names the folder; a relative path begins at the working directory.</summary>
    public const string FolderSetting = "SecretsFolder";

    public static void AddSecretFiles(this ConfigurationManager configuration)
    {
        if (configuration[FolderSetting] is not { Length: > 0 } folder) return;
        if (!Directory.Exists(folder)) throw new FileNotFoundException($"{FolderSetting} is '{folder}', and there is no such folder; expected a folder with one file a setting.");
        configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
    }
}
