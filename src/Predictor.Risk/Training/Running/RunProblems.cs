using System.Globalization;
using System.Text.Json;
using Predictor.Care.Time;
using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Trees;

namespace Predictor.Risk.Training.Running;

/// <summary>Everything that is wrong with a run document: what its schema says, and what no schema can say.</summary>
internal static class RunProblems
{
    public static List<string> Of(JsonElement root)
    {
        var problems = SchemaCheck.Problems(RunSchema.Document, root);
        if (root.ValueKind != JsonValueKind.Object) return problems;
        if (TextOf(root, "zone") is { Length: > 0 } zone && !ClinicCalendar.TryFind(zone, out _)) problems.Add($"/zone is '{zone}', which is not known on this machine; expected a zone such as UTC or Europe/Berlin");
        if (TextOf(root, "splitDay") is { } day && RunSchema.IsDayLike(day) && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) problems.Add($"/splitDay is '{day}', which no calendar has; expected a day such as 2025-06-30");
        problems.AddRange(InInstruments(root));
        if (Together(root) is { } together) problems.Add(together);
        return problems;
    }

    private static IEnumerable<string> InInstruments(JsonElement root)
    {
        if (!root.TryGetProperty("instruments", out var instruments) || instruments.ValueKind != JsonValueKind.Array) yield break;
        foreach (var (index, instrument) in instruments.EnumerateArray().Index())
        {
            if (instrument.ValueKind == JsonValueKind.Object && NumberOf(instrument, "minimum") is { } minimum && NumberOf(instrument, "maximum") is { } maximum && !(maximum > minimum))
                yield return string.Create(CultureInfo.InvariantCulture, $"/instruments/{index} has the range {minimum} to {maximum}; expected a maximum above the minimum");
        }
    }

    private static string? Together(JsonElement root)
    {
        if ((TextOf(root, "engine") ?? RiskEngines.Default) != TreesEngine.EngineName || !root.TryGetProperty("settings", out var settings) || settings.ValueKind != JsonValueKind.Object) return null;
        var defaults = new TreesSettings();
        return TreesSetting.TogetherProblem(
            defaults with { L2 = NumberOf(settings, "l2") ?? defaults.L2, MinimumChildWeight = NumberOf(settings, "minimumChildWeight") ?? defaults.MinimumChildWeight }, "/settings/");
    }

    private static string? TextOf(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? NumberOf(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
