using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Predictor.Api.Tests.Fuzzing;

/// <summary>Checks values by schemas of the API's description: the words of JSON Schema that it uses. A word that is not known fails, so that none is passed over.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    /// <summary>What is wrong with a value, by its JSON pointer; null where it is valid.</summary>
    public string? Fault(JsonElement schema, JsonElement value, string pointer = "")
    {
        foreach (var word in schema.EnumerateObject())
        {
            if (Fault(schema, word, value, pointer) is { } fault) return fault;
        }

        return null;
    }

    private string? Fault(JsonElement schema, JsonProperty word, JsonElement value, string pointer) => word.Name switch
    {
        "description" or "title" or "example" or "examples" or "deprecated" or "default" => null,
        "$ref" => Fault(Resolve(word.Value.GetString()!), value, pointer),
        "type" => Types(word.Value).Any(t => Is(t, value)) ? null : $"{pointer} is a {value.ValueKind}; expected {word.Value}",
        "enum" => word.Value.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)) ? null : $"{pointer} is {value}; expected {word.Value}",
        "format" => value.ValueKind is JsonValueKind.Null || IsOfFormat(word.Value.GetString()!, value) ? null : $"{pointer} is {value}; expected the format {word.Value}",
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= word.Value.GetDouble() ? null : $"{pointer} is {value}; expected {word.Value} at least",
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= word.Value.GetDouble() ? null : $"{pointer} is {value}; expected {word.Value} at most",
        "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= word.Value.GetInt32() ? null : $"{pointer} is longer than {word.Value}",
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= word.Value.GetInt32() ? null : $"{pointer} has fewer than {word.Value}",
        "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= word.Value.GetInt32() ? null : $"{pointer} has more than {word.Value}",
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, word.Value.GetString()!) ? null : $"{pointer} is {value}; expected {word.Value}",
        "required" => value.ValueKind != JsonValueKind.Object ? null : word.Value.EnumerateArray().Where(n => !value.TryGetProperty(n.GetString()!, out _)).Select(n => $"{pointer} lacks {n}").FirstOrDefault(),
        "properties" => Members(value).Where(m => word.Value.TryGetProperty(m.Name, out _)).Select(m => Fault(word.Value.GetProperty(m.Name), m.Value, $"{pointer}/{m.Name}")).FirstOrDefault(f => f is not null),
        "patternProperties" => word.Value.EnumerateObject().SelectMany(p => Members(value).Where(m => Regex.IsMatch(m.Name, p.Name)).Select(m => Fault(p.Value, m.Value, $"{pointer}/{m.Name}"))).FirstOrDefault(f => f is not null),
        "additionalProperties" => Members(value).Where(m => IsAdditional(schema, m.Name)).Select(m => Additional(word.Value, m, pointer)).FirstOrDefault(f => f is not null),
        "items" => value.ValueKind != JsonValueKind.Array ? null : value.EnumerateArray().Select((v, i) => Fault(word.Value, v, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}"))).FirstOrDefault(f => f is not null),
        "oneOf" => OneOf([.. word.Value.EnumerateArray().Select(s => Fault(s, value, pointer))], pointer),
        "anyOf" => word.Value.EnumerateArray().Any(s => Fault(s, value, pointer) is null) ? null : $"{pointer} is none of those that it may be",
        "allOf" => word.Value.EnumerateArray().Select(s => Fault(s, value, pointer)).FirstOrDefault(f => f is not null),
        _ => throw new NotSupportedException($"The schema word '{word.Name}' is not known to this check; add it."),
    };

    private static string? OneOf(IReadOnlyList<string?> faults, string pointer) => faults.Count(f => f is null) switch
    {
        1 => null,
        0 => $"{pointer} is none of those that it may be: {string.Join("; ", faults)}",
        var count => $"{pointer} is {count} of those of which it may be one",
    };

    private string? Additional(JsonElement allowed, JsonProperty member, string pointer) => allowed.ValueKind switch
    {
        JsonValueKind.False => $"{pointer}/{member.Name} is not described",
        JsonValueKind.True => null,
        _ => Fault(allowed, member.Value, $"{pointer}/{member.Name}"),
    };

    private static bool IsAdditional(JsonElement schema, string name) =>
        !(schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _))
        && !(schema.TryGetProperty("patternProperties", out var patterns) && patterns.EnumerateObject().Any(p => Regex.IsMatch(name, p.Name)));

    private static JsonElement.ObjectEnumerator Members(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => throw new NotSupportedException($"The type '{type}' is not known to this check; add it."),
    };

    private static bool IsOfFormat(string format, JsonElement value) => format switch
    {
        "date-time" => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _),
        "uuid" => value.ValueKind == JsonValueKind.String && value.TryGetGuid(out _),
        "uri" => value.ValueKind == JsonValueKind.String && Uri.TryCreate(value.GetString(), UriKind.Absolute, out _),
        "int32" => value.TryGetInt32(out _),
        "int64" => value.TryGetInt64(out _),
        "double" => value.TryGetDouble(out var number) && double.IsFinite(number),
        _ => throw new NotSupportedException($"The format '{format}' is not known to this check; add it."),
    };

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)));
}
