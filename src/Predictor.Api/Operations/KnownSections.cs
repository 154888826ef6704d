using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.Options;

namespace Predictor.Api.Operations;

/// <summary>
/// Refuses sections that nobody reads: a misspelt <c>Limts</c> must not leave a limit at its default. Looks at files, secrets and the command line; the environment holds
/// much that is not the service's.
/// </summary>
internal sealed class KnownSections(IConfiguration configuration, IEnumerable<CheckedSection> sections) : IValidateOptions<LimitOptions>
{
    /// <summary>What the framework reads.</summary>
    private static readonly string[] OfFramework =
    [
        "AllowedHosts", "ApplicationName", "ContentRoot", "Environment", "ForwardedHeaders_Enabled", "Http_Ports", "Https_Ports", "Kestrel", "Logging", SecretFiles.FolderSetting, "Urls",
    ];

    /// <summary>Has sections refused that no options were added for.</summary>
    public static void RefuseOthers(IServiceCollection services) => services.AddSingleton<IValidateOptions<LimitOptions>, KnownSections>();

    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        var known = sections.Select(s => s.Name).Concat(OfFramework).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = Given().Distinct(StringComparer.OrdinalIgnoreCase).Where(k => !known.Contains(k)).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count == 0) return ValidateOptionsResult.Success;
        var expected = string.Join(", ", sections.Select(s => s.Name).Distinct().Order(StringComparer.Ordinal));
        return ValidateOptionsResult.Fail(unknown.Select(k => $"The configuration has '{k}', which nothing reads; expected {expected}, or what ASP.NET Core reads."));
    }

    private IEnumerable<string> Given() => Providers(configuration).Where(p => p is JsonConfigurationProvider or CommandLineConfigurationProvider or KeyPerFileConfigurationProvider).SelectMany(p => p.GetChildKeys([], null));

    private static IEnumerable<IConfigurationProvider> Providers(IConfiguration configuration) => configuration is not IConfigurationRoot root
        ? []
        : root.Providers.SelectMany(p => p is ChainedConfigurationProvider chained ? Providers(chained.Configuration) : [p]);
}
