using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Predictor.Risk.Engines;

namespace Predictor.Risk.Training.Running;

/// <summary>The JSON Schema (2020-12) of a run document: what is published is what documents are checked by.</summary>
public static partial class RunSchema
{
    private const string Day = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
    private const string Instant = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,7})?)?(Z|[+-][0-9]{2}:[0-9]{2}))?$";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static JsonObject Document { get; } = Create();

    /// <summary>The schema as it is published.</summary>
    public static string Text() => Document.ToJsonString(Json) + "\n";

    /// <summary>Whether a text looks like a day; the calendar may still not have it.</summary>
    internal static bool IsDayLike(string text) => DayPattern().IsMatch(text);

    private static JsonObject Create() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["$id"] = "urn:predictor:run",
        ["title"] = "A run of Predictor",
        ["description"] = "What 'predictor train --config' takes. Everything is optional, and options on the command line come first; what neither says is as by default.",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["$schema"] = Texts("Where this schema is; not looked at."),
            ["name"] = Matching("The model's name. By default that of the output folder.", "^[a-z0-9-]{1,64}$"),
            ["version"] = Matching("The model's semantic version. By default 1.0.0.", "^(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})$"),
            ["inactivityDays"] = Numbers("integer", "Days without an attended session after which a client counts as gone. By default 42.", 1, 730),
            ["horizonDays"] = new JsonObject
            {
                ["description"] = "Days ahead that the risk is for; the first is reported by default. By default 28.",
                ["type"] = "array",
                ["items"] = Numbers("integer", null, 0, 365),
                ["minItems"] = 1,
                ["uniqueItems"] = true,
            },
            ["labelWindow"] = OneOf("Which landmarks near the end of the data are kept: all whose label is known, weighted for those that are not, or only those whose whole window lies before it. By default weighted.", ["weighted", "complete"]),
            ["dataUntil"] = Matching("Day, or date-time with its offset, up to which the data tell. By default the latest time at which anything became known.", Instant),
            ["zone"] = Texts("The clinic's zone, such as Europe/Berlin. By default UTC."),
            ["lateNoticeHours"] = Numbers("number", "A cancellation with less notice is late. By default 24.", 0, 336),
            ["instruments"] = new JsonObject { ["description"] = "Instruments on top of those that are known, or in their place where name and scale are the same.", ["type"] = "array", ["items"] = Reference("instrument") },
            ["exclude"] = new JsonObject { ["description"] = "Features that are off: codes, or beginnings with a star such as scheduling.*. All others are on.", ["type"] = "array", ["items"] = Texts(null) },
            ["engine"] = OneOf($"How the model learns. By default {RiskEngines.Default}. Those of ML.NET are in a build of their own.", RiskEngines.KnownNames),
            ["settings"] = new JsonObject { ["description"] = "Settings of the engine that are not as by default.", ["type"] = "object" },
            ["split"] = OneOf("What the test is held out by: a quarter of the clients, clients first met after a day, or as client with each clinic left out in turn beside it. By default client.", ["client", "time", "clinic"]),
            ["splitDay"] = Matching("For a split by time the last day that the model learns from. By default the day that leaves a quarter of the labelled landmarks after it.", Day),
            ["crossValidate"] = Numbers("integer", "How often all clients are cross-validated beside the split. By default 0.", 0, 100),
            ["refits"] = Numbers("integer", "How often the model is trained again on 63 % of the training clients, to see what stays the same. By default 0.", 0, 200),
            ["seed"] = Numbers("integer", "Seed of the split and of everything drawn. By default 1.", int.MinValue, int.MaxValue),
        },
        ["additionalProperties"] = false,
        ["allOf"] = new JsonArray([.. RiskEngines.KnownNames.Select(SettingsOf), DayNeedsTime()]),
        ["$defs"] = Definitions(),
    };

    private static JsonObject Definitions()
    {
        var definitions = new JsonObject { ["instrument"] = Instrument() };
        foreach (var engine in RiskEngines.KnownNames)
        {
            var settings = new JsonObject();
            foreach (var rule in RiskEngines.SettingsOf(engine)) settings.Add(rule.Name, Setting(rule));
            definitions.Add($"settings-{engine}", new JsonObject { ["type"] = "object", ["properties"] = settings, ["additionalProperties"] = false });
        }

        return definitions;
    }

    private static JsonObject Setting(EngineSetting rule) => new()
    {
        ["description"] = $"{char.ToUpperInvariant(rule.Meaning[0])}{rule.Meaning[1..]}.",
        ["type"] = rule.IsWhole ? "integer" : "number",
        [rule.IsAboveLeast ? "exclusiveMinimum" : "minimum"] = rule.Least,
        ["maximum"] = rule.Most,
        ["default"] = rule.Default,
    };

    private static JsonObject Instrument() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["name"] = Texts("As in the export, matched without regard to case."),
            ["scale"] = Texts("The part that is read. By default total."),
            ["kind"] = OneOf("What it measures.", ["alliance", "outcome"]),
            ["minimum"] = Numbers("number", "The lowest score there can be."),
            ["maximum"] = Numbers("number", "The highest score there can be, above the lowest."),
            ["higherIsBetter"] = new JsonObject { ["description"] = "Whether a higher score is a stronger alliance or a better outcome.", ["type"] = "boolean" },
            ["reliableChange"] = new JsonObject { ["description"] = "The smallest change, in points, that is more than measurement error.", ["type"] = "number", ["exclusiveMinimum"] = 0.0 },
            ["clinicalCutoff"] = Numbers("number", "The score that parts the clinical from the general population."),
            ["severeFrom"] = Numbers("number", "A score from here on, in the direction of worse, is severe."),
            ["alarmAtOrBelow"] = Numbers("number", "Alliance: a score at or below this is an alarm."),
            ["alarmOnDrop"] = Numbers("number", "Alliance: a fall by at least this many points is an alarm."),
        },
        ["required"] = new JsonArray("name", "kind", "minimum", "maximum", "higherIsBetter"),
        ["additionalProperties"] = false,
    };

    // Where no engine is named, the condition of the default one holds, and no other.
    private static JsonObject SettingsOf(string engine)
    {
        var condition = new JsonObject { ["properties"] = new JsonObject { ["engine"] = new JsonObject { ["const"] = engine } } };
        if (engine != RiskEngines.Default) condition["required"] = new JsonArray("engine");
        return new JsonObject { ["if"] = condition, ["then"] = new JsonObject { ["properties"] = new JsonObject { ["settings"] = Reference($"settings-{engine}") } } };
    }

    private static JsonObject DayNeedsTime() => new()
    {
        ["if"] = new JsonObject { ["required"] = new JsonArray("splitDay") },
        ["then"] = new JsonObject { ["properties"] = new JsonObject { ["split"] = new JsonObject { ["const"] = "time" } }, ["required"] = new JsonArray("split") },
    };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    private static JsonObject Numbers(string type, string? description, double? least = null, double? most = null)
    {
        var schema = Described(description);
        schema["type"] = type;
        if (least is { } minimum) schema["minimum"] = minimum;
        if (most is { } maximum) schema["maximum"] = maximum;
        return schema;
    }

    private static JsonObject Texts(string? description)
    {
        var schema = Described(description);
        schema["type"] = "string";
        schema["minLength"] = 1;
        return schema;
    }

    private static JsonObject Matching(string description, string pattern) => new() { ["description"] = description, ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject OneOf(string description, IReadOnlyList<string> values) => new() { ["description"] = description, ["enum"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]) };

    private static JsonObject Described(string? description) => description is null ? [] : new JsonObject { ["description"] = description };

    [GeneratedRegex(Day)]
    private static partial Regex DayPattern();
}
