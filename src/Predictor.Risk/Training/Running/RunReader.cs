using System.Globalization;
using System.Text.Json;
using Predictor.Care.Instruments;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training.Designs;

namespace Predictor.Risk.Training.Running;

/// <summary>Takes the values out of a run document in which no problem was found.</summary>
internal static class RunReader
{
    public static RunDocument Read(JsonElement root) => new()
    {
        Name = Text(root, "name"),
        Version = Text(root, "version"),
        InactivityDays = Whole(root, "inactivityDays"),
        HorizonDays = root.TryGetProperty("horizonDays", out var horizons) ? [.. horizons.EnumerateArray().Select(Whole)] : null,
        LabelWindow = Named<LabelWindow>(root, "labelWindow"),
        DataUntil = Text(root, "dataUntil"),
        Zone = Text(root, "zone"),
        LateNoticeHours = root.TryGetProperty("lateNoticeHours", out var hours) ? hours.GetDouble() : null,
        Instruments = root.TryGetProperty("instruments", out var instruments) ? instruments.Deserialize<IReadOnlyList<Instrument>>(PackageJson.Options) : null,
        Exclude = root.TryGetProperty("exclude", out var exclude) ? [.. exclude.EnumerateArray().Select(e => e.GetString()!)] : null,
        Engine = Text(root, "engine"),
        Settings = root.TryGetProperty("settings", out var settings) ? settings.EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetDouble(), StringComparer.Ordinal) : null,
        Split = Named<SplitKind>(root, "split"),
        SplitDay = Text(root, "splitDay") is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        CrossValidate = Whole(root, "crossValidate"),
        Refits = Whole(root, "refits"),
        Seed = Whole(root, "seed"),
    };

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int? Whole(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? Whole(value) : null;

    // 28.0 is a whole number, too.
    private static int Whole(JsonElement value) => (int)value.GetDouble();

    private static T? Named<T>(JsonElement root, string name)
        where T : struct, Enum => Text(root, name) is { } text ? Enum.Parse<T>(text, ignoreCase: true) : null;
}
