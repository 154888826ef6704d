using System.Text.Json;
using System.Text.Json.Serialization;

namespace Predictor.Risk.Packaging;

/// <summary>
/// Writes lists of numbers on one line each, also in an indented document: a tree is a few lines and not hundreds, and a change shows where it is. Reading is
/// the default's.
/// </summary>
internal sealed class OneLineLists : JsonConverterFactory
{
    private static readonly HashSet<Type> Types =
        [typeof(IReadOnlyList<double>), typeof(IReadOnlyList<int>), typeof(IReadOnlyList<bool>), typeof(IReadOnlyList<IReadOnlyList<int>?>)];

    public override bool CanConvert(Type typeToConvert) => Types.Contains(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(OneLine<>).MakeGenericType(typeToConvert))!;

    private sealed class OneLine<T> : JsonConverter<T>
    {
        // A threshold may be infinite. Whether a number makes sense where it stands, its reader checks.
        private static readonly JsonSerializerOptions Compact = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonSerializer.Deserialize<T>(ref reader, Compact);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(value, Compact), skipInputValidation: true);
    }
}
