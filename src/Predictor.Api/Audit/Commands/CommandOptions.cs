using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Predictor.Api.Audit.Durable;

namespace Predictor.Api.Audit.Commands;

/// <summary>The command was given wrongly.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without a message.")]
[SuppressMessage("Design", "CA1064", Justification = "Nobody outside catches it.")]
internal sealed class CommandUsageException(string message) : Exception(message);

/// <summary>What an <c>audit</c> command was given.</summary>
internal sealed record CommandOptions
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["verify"] = ["--dir", "--key-file", "--head"],
        ["list"] = ["--dir", "--key-file", "--client", "--episode", "--pseudonym", "--caller", "--from", "--to"],
        ["rotate-key"] = ["--key-file"],
    };

    /// <summary>The command.</summary>
    public required string Command { get; init; }

    /// <summary>The settings of the service, with those of the command in their place.</summary>
    public required AuditOptions Settings { get; init; }

    /// <summary>The folder of the log.</summary>
    public required string Folder { get; init; }

    /// <summary>The name of the log, which is that of its folder.</summary>
    public string LogName => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>A head that was kept elsewhere.</summary>
    public ChainPosition? Head { get; init; }

    public string? ClientId { get; init; }

    public string? EpisodeId { get; init; }

    public string? Pseudonym { get; init; }

    public string? Caller { get; init; }

    public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;

    public DateTimeOffset To { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The section Audit as the service itself would read it.</summary>
    public static AuditOptions Configured()
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true).AddEnvironmentVariables().Build();
        var settings = new AuditOptions();
        configuration.GetSection(AuditOptions.Section).Bind(settings);
        return settings;
    }

    /// <summary>Reads the arguments after <c>audit</c>.</summary>
    /// <exception cref="CommandUsageException">They are wrong.</exception>
    public static CommandOptions Read(IReadOnlyList<string> arguments, TextReader input, AuditOptions settings)
    {
        if (arguments.Count == 0 || !Known.TryGetValue(arguments[0], out var known)) throw new CommandUsageException($"Expected one of: {string.Join(", ", Known.Keys)}.");
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < arguments.Count; i += 2)
        {
            if (!known.Contains(arguments[i])) throw new CommandUsageException($"'{arguments[i]}' is unknown to audit {arguments[0]}; expected {string.Join(", ", known)}.");
            if (i + 1 >= arguments.Count || arguments[i + 1].Length == 0) throw new CommandUsageException($"{arguments[i]} has no value.");
            if (!given.TryAdd(arguments[i], arguments[i + 1])) throw new CommandUsageException($"{arguments[i]} is given twice.");
        }

        var folder = given.GetValueOrDefault("--dir") ?? settings.Log(AuditTrail.LogName).Folder;
        // The keys lie beside the log's folder unless a setting says otherwise.
        if (given.ContainsKey("--dir")) settings.Folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) ?? folder;
        if (given.TryGetValue("--key-file", out var keyFile)) settings.KeyFile = keyFile;
        if (given.ContainsKey("--key-file")) settings.Keys.Clear();
        if (settings.Problems().FirstOrDefault() is { } problem) throw new CommandUsageException(problem);
        return new CommandOptions
        {
            Command = arguments[0],
            Settings = settings,
            Folder = folder,
            Head = given.TryGetValue("--head", out var head) ? HeadOf(head) : null,
            ClientId = IdOf(given.GetValueOrDefault("--client"), input),
            EpisodeId = IdOf(given.GetValueOrDefault("--episode"), input),
            Pseudonym = given.GetValueOrDefault("--pseudonym")?.ToLowerInvariant(),
            Caller = given.GetValueOrDefault("--caller"),
            From = TimeOf("--from", given) ?? DateTimeOffset.MinValue,
            To = TimeOf("--to", given) ?? DateTimeOffset.MaxValue,
        };
    }

    /// <summary>The keys of the logs.</summary>
    /// <exception cref="LogDamagedException">There are none.</exception>
    public LogKeys Keys() => AuditKeys.Existing(Settings) ?? throw new LogDamagedException($"{Settings.KeyPath} is not there; expected the file with the keys of the log (--key-file).");

    private static ChainPosition? HeadOf(string text) =>
        ChainPosition.TryParse(text, out var head) ? head : throw new CommandUsageException($"--head is '{text}'; expected NUMBER:HASH as the service logs it.");

    private static string? IdOf(string? text, TextReader input) => text == "-" ? input.ReadLine() : text;

    private static DateTimeOffset? TimeOf(string name, Dictionary<string, string> given)
    {
        if (!given.TryGetValue(name, out var text)) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw new CommandUsageException($"{name} is '{text}'; expected a day or a time such as 2026-03-02T09:00:00Z.");
    }
}
