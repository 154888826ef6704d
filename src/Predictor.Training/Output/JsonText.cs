using System.Text.Json;
using System.Text.Json.Serialization;
using Predictor.Risk.Scoring;

namespace Predictor.Training.Output;

/// <summary>How documents are written to standard output.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions { WriteIndented = true };
        ScoreJson.Configure(options);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }
}
