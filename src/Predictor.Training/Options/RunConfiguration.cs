using System.Text.Json;
using System.Text.Json.Serialization;
using Predictor.Care.Instruments;
using Predictor.Risk.Landmarks;

namespace Predictor.Training.Options;

/// <summary>The settings of a run as a file (<c>--config</c>). Everything is optional, and options on the command line come first.</summary>
internal sealed record RunConfiguration
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        PropertyNameCaseInsensitive = false,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public int? InactivityDays { get; init; }

    public IReadOnlyList<int>? HorizonDays { get; init; }

    public string? Zone { get; init; }

    public double? LateNoticeHours { get; init; }

    public LabelWindow? LabelWindow { get; init; }

    /// <summary>Features to leave out: codes, or beginnings such as <c>scheduling.*</c>.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>Instruments on top of those that are known, or in their place where name and scale are the same.</summary>
    public IReadOnlyList<Instrument>? Instruments { get; init; }

    public string? Engine { get; init; }

    public string? Name { get; init; }

    public string? Version { get; init; }

    public int? Seed { get; init; }

    /// <exception cref="UsageException">The file is missing or not as expected; the message names the place.</exception>
    public static RunConfiguration Read(string path)
    {
        if (!File.Exists(path)) throw new UsageException($"{path}: there is no such configuration file.");
        try
        {
            var read = JsonSerializer.Deserialize<RunConfiguration>(File.ReadAllBytes(path), Json) ?? throw new UsageException($"{path}: is null; expected an object.");
            read.CheckInstruments(path);
            return read;
        }
        catch (JsonException e)
        {
            throw new UsageException($"{path}: {e.Message}");
        }
    }

    private void CheckInstruments(string path)
    {
        foreach (var instrument in Instruments ?? [])
        {
            if (!(instrument.Maximum > instrument.Minimum)) throw new UsageException($"{path}: instrument {instrument.Name}: its range is {instrument.Minimum} to {instrument.Maximum}; expected a maximum above the minimum.");
            if (instrument.ReliableChange is <= 0) throw new UsageException($"{path}: instrument {instrument.Name}: its reliable change is {instrument.ReliableChange}; expected more than 0 points.");
        }
    }
}
