using System.Text.Json;
using System.Text.Json.Serialization;

namespace Predictor.Risk.Reasons;

/// <summary>The value of a feature as it is answered: a number, or the name of a category.</summary>
/// <param name="Number">The number; meaningful only where <paramref name="Category"/> is null.</param>
/// <param name="Category">The name; null for a number.</param>
[JsonConverter(typeof(JsonNumberOrName))]
public readonly record struct FeatureValue(double Number, string? Category)
{
    private sealed class JsonNumberOrName : JsonConverter<FeatureValue>
    {
        public override FeatureValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? new(0, reader.GetString()) : new(reader.GetDouble(), null);

        public override void Write(Utf8JsonWriter writer, FeatureValue value, JsonSerializerOptions options)
        {
            if (value.Category is { } name) writer.WriteStringValue(name);
            else writer.WriteNumberValue(value.Number);
        }
    }
}
