using System.Text.Json;
using System.Text.Json.Serialization;

namespace Predictor.Risk.Scoring;

/// <summary>How scores are written as JSON, by the service and by the command line alike: camel case, instants in UTC, numbers unrounded, nothing null.</summary>
public static class ScoreJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Sets serializer options so that they write as <see cref="Options"/> do.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new UtcInstantConverter());
    }

    /// <summary>Writes a score as the serializer does with <see cref="Options"/>, byte for byte, in less time.</summary>
    public static void Write(Utf8JsonWriter json, RiskScore score)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(score);
        ScoreWriter.Write(json, score);
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Writes instants with a Z, and with fractions of a second only where there are any.</summary>
    private sealed class UtcInstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(UtcInstant.Text(value.UtcTicks));
    }
}
