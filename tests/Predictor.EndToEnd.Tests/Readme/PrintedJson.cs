using System.Text.Json;
using System.Text.Json.Nodes;

namespace Predictor.EndToEnd.Tests.Readme;

/// <summary>Compares an answer with what a page prints of it, where <c>...</c> stands for whatever else there is.</summary>
internal static class PrintedJson
{
    private const string More = "...";

    /// <summary>Where the two differ.</summary>
    /// <param name="printed">What the page prints.</param>
    /// <param name="answered">What came back.</param>
    /// <param name="path">Where they stand.</param>
    /// <returns>A sentence; null where they agree.</returns>
    public static string? Difference(JsonNode? printed, JsonNode? answered, string path = "$")
    {
        if (IsMore(printed)) return answered is null ? $"{path} is not there." : null;
        switch (printed, answered)
        {
            case (JsonObject expected, JsonObject got):
                var names = expected.Select(p => p.Key).Where(n => n != More).ToList();
                if (!expected.ContainsKey(More) && got.FirstOrDefault(p => !names.Contains(p.Key)) is { Key: { } other }) return $"{path}.{other} is answered and not printed.";
                return names.Select(n => got.ContainsKey(n) ? Difference(expected[n], got[n], $"{path}.{n}") : $"{path}.{n} is printed and not answered.").FirstOrDefault(d => d is not null);
            case (JsonArray expected, JsonArray got):
                var hasMore = expected.Count > 0 && IsMore(expected[^1]);
                var count = hasMore ? expected.Count - 1 : expected.Count;
                if (hasMore ? got.Count <= count : got.Count != count) return $"{path} has {got.Count} elements.";
                return Enumerable.Range(0, count).Select(i => Difference(expected[i], got[i], $"{path}[{i}]")).FirstOrDefault(d => d is not null);
            default:
                return JsonNode.DeepEquals(printed, answered) ? null : $"{path} is printed as {printed?.ToJsonString()} and answered as {answered?.ToJsonString()}.";
        }
    }

    private static bool IsMore(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == More;
}
