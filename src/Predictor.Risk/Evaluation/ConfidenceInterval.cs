using System.Text.Json;
using System.Text.Json.Serialization;

namespace Predictor.Risk.Evaluation;

/// <summary>A confidence interval. In JSON the pair <c>[lower, upper]</c>.</summary>
[JsonConverter(typeof(PairConverter))]
public readonly record struct ConfidenceInterval(double Lower, double Upper)
{
    private sealed class PairConverter : JsonConverter<ConfidenceInterval>
    {
        public override ConfidenceInterval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var pair = JsonSerializer.Deserialize<double[]>(ref reader, options);
            return pair is [var lower, var upper]
                ? new ConfidenceInterval(lower, upper)
                : throw new JsonException($"A confidence interval has {pair?.Length ?? 0} numbers; expected [lower, upper].");
        }

        public override void Write(Utf8JsonWriter writer, ConfidenceInterval value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value.Lower);
            writer.WriteNumberValue(value.Upper);
            writer.WriteEndArray();
        }
    }
}
