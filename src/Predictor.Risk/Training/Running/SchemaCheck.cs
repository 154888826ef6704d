using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Predictor.Risk.Training.Running;

/// <summary>
/// Checks a document by a JSON Schema (2020-12), as far as the schemas of this project go: a keyword that it does not know is an error of the schema, so that nothing that is published
/// goes unchecked. Problems are told with their place as a JSON pointer.
/// </summary>
internal static class SchemaCheck
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);

    /// <summary>All problems, in the order of the document.</summary>
    public static List<string> Problems(JsonObject schema, JsonElement document)
    {
        var problems = new List<string>();
        Check(schema, schema, document, "", problems);
        // Two parts of a schema may find the same.
        return [.. problems.Distinct()];
    }

    private static void Check(JsonObject root, JsonObject schema, JsonElement value, string place, List<string> problems)
    {
        foreach (var (keyword, rule) in schema)
        {
            switch (keyword)
            {
                case "$schema" or "$id" or "$defs" or "title" or "description" or "default" or "then":
                    break;
                case "$ref":
                    Check(root, root["$defs"]![((string)rule!)["#/$defs/".Length..]]!.AsObject(), value, place, problems);
                    break;
                case "allOf":
                    foreach (var part in rule!.AsArray()) Check(root, part!.AsObject(), value, place, problems);
                    break;
                case "if":
                    if (schema["then"] is { } then && Holds(root, rule!.AsObject(), value)) Check(root, then.AsObject(), value, place, problems);
                    break;
                case "properties":
                    CheckProperties(root, rule!.AsObject(), value, place, problems);
                    break;
                case "items":
                    if (value.ValueKind != JsonValueKind.Array) break;
                    foreach (var (index, item) in value.EnumerateArray().Index()) Check(root, rule!.AsObject(), item, string.Create(CultureInfo.InvariantCulture, $"{place}/{index}"), problems);
                    break;
                case "additionalProperties":
                    CheckNames(schema["properties"]!.AsObject(), value, place, problems);
                    break;
                default:
                    if (Expected(keyword, rule!, value) is { } expected) problems.Add($"{(place.Length == 0 ? "the document" : place)} is {Told(value)}; expected {expected}");
                    break;
            }
        }
    }

    private static bool Holds(JsonObject root, JsonObject schema, JsonElement value)
    {
        var problems = new List<string>();
        Check(root, schema, value, "", problems);
        return problems.Count == 0;
    }

    private static void CheckProperties(JsonObject root, JsonObject properties, JsonElement value, string place, List<string> problems)
    {
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var property in value.EnumerateObject())
        {
            if (properties[property.Name] is { } own) Check(root, own.AsObject(), property.Value, $"{place}/{property.Name}", problems);
        }
    }

    private static void CheckNames(JsonObject properties, JsonElement value, string place, List<string> problems)
    {
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var property in value.EnumerateObject())
        {
            if (!properties.ContainsKey(property.Name)) problems.Add($"{place}/{property.Name} is not known; expected {(properties.Count == 0 ? "nothing here" : $"some of {string.Join(", ", properties.Select(p => p.Key))}")}");
        }
    }

    /// <summary>What a keyword asks for, where a value does not have it; else null. A keyword says nothing of values of other types.</summary>
    private static string? Expected(string keyword, JsonNode rule, JsonElement value)
    {
        var isNumber = value.ValueKind == JsonValueKind.Number;
        var isText = value.ValueKind == JsonValueKind.String;
        var isList = value.ValueKind == JsonValueKind.Array;
        return keyword switch
        {
            "type" => IsOfType((string)rule!, value) ? null : (string)rule! switch { "object" => "an object", "array" => "a list", "integer" => "a whole number", "number" => "a number", "boolean" => "true or false", _ => "a text" },
            "enum" => isText && rule.AsArray().Any(v => (string)v! == value.GetString()) ? null : $"one of {string.Join(", ", rule.AsArray().Select(v => (string)v!))}",
            "const" => isText && (string)rule! == value.GetString() ? null : $"'{(string)rule!}'",
            "minimum" => isNumber && value.GetDouble() < (double)rule ? string.Create(CultureInfo.InvariantCulture, $"at least {(double)rule}") : null,
            "exclusiveMinimum" => isNumber && value.GetDouble() <= (double)rule ? string.Create(CultureInfo.InvariantCulture, $"more than {(double)rule}") : null,
            "maximum" => isNumber && value.GetDouble() > (double)rule ? string.Create(CultureInfo.InvariantCulture, $"at most {(double)rule}") : null,
            "minLength" => isText && value.GetString()!.Length < (int)rule ? "a text that is not empty" : null,
            "pattern" => isText && !Regex.IsMatch(value.GetString()!, (string)rule!, RegexOptions.ECMAScript, PatternTime) ? $"a text that matches {(string)rule!}" : null,
            "minItems" => isList && value.GetArrayLength() < (int)rule ? "a list that is not empty" : null,
            "uniqueItems" => isList && !IsDistinct(value) ? "each entry once" : null,
            "required" => value.ValueKind == JsonValueKind.Object && rule.AsArray().Select(n => (string)n!).Where(n => !value.TryGetProperty(n, out _)).ToList() is { Count: > 0 } missing ? $"it to have {string.Join(", ", missing)}" : null,
            _ => throw new InvalidOperationException($"The schema has the keyword '{keyword}', which is not checked; expected it to be added here."),
        };
    }

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble()),
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        _ => throw new InvalidOperationException($"The schema has the type '{type}', which is not checked; expected it to be added here."),
    };

    private static bool IsDistinct(JsonElement list)
    {
        var entries = list.EnumerateArray().ToList();
        return !entries.Where((entry, i) => entries.Take(i).Any(before => JsonElement.DeepEquals(before, entry))).Any();
    }

    private static string Told(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String when value.GetString() is { Length: > 60 } text => $"'{text[..60]}...'",
        JsonValueKind.String => $"'{value.GetString()}'",
        _ => value.GetRawText(),
    };
}
