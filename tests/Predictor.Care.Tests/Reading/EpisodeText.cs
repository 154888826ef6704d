using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Predictor.Care.Episodes;

namespace Predictor.Care.Tests.Reading;

/// <summary>Episodes as text, to be compared in every value.</summary>
internal static class EpisodeText
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Episode episode) => JsonSerializer.Serialize(episode, Options);

    public static string Of(IEnumerable<Episode> episodes) => string.Join("\n", episodes.Select(Of));

    /// <summary>The body of a request that holds what the rows of CSV files hold: the columns in camelCase.</summary>
    public static JsonObject ToBody(string asOf, IReadOnlyDictionary<string, string> episode, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> events)
    {
        var body = new JsonObject { ["asOf"] = asOf, ["episode"] = ToObject(episode) };
        foreach (var (name, rows) in events) body[name] = new JsonArray([.. rows.Select(ToObject)]);
        return body;
    }

    private static JsonObject ToObject(IReadOnlyDictionary<string, string> row)
    {
        string[] numbers = ["age_at_start", "distance_km", "copay", "prior_episodes", "prior_dropouts", "duration_minutes", "score", "amount"];
        var result = new JsonObject();
        foreach (var (column, value) in row)
        {
            if (column.StartsWith("s_", StringComparison.Ordinal)) continue;
            var name = column.StartsWith("x_", StringComparison.Ordinal) ? column : CamelCase(column);
            result[name] = value.Length == 0 ? null : numbers.Contains(column) ? JsonNode.Parse(value) : JsonValue.Create(value);
        }

        return result;
    }

    private static string CamelCase(string name)
    {
        var title = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.Replace('_', ' ')).Replace(" ", "", StringComparison.Ordinal);
        return char.ToLowerInvariant(title[0]) + title[1..];
    }
}
