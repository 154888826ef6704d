using System.Text.Json;
using System.Text.Json.Nodes;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Engines.Trees;

/// <summary>
/// Settings of the trees as a file: <c>{ "engine": "trees", "settings": { "learningRate": 0.05 } }</c>. What it leaves out is as by default; comments are
/// allowed.
/// </summary>
internal static class TreesSettingsFile
{
    private const string Engine = "engine";
    private const string Settings = "settings";

    /// <summary>All settings, in UTF-8.</summary>
    public static byte[] Write(TreesSettings settings)
    {
        var values = new JsonObject();
        foreach (var setting in TreesSetting.All) values.Add(setting.Name, setting.Read(settings));
        return PackageJson.Write(new JsonObject { [Engine] = TreesEngine.EngineName, [Settings] = values });
    }

    /// <exception cref="ArgumentException">The file is not as expected; every problem is named.</exception>
    public static TreesSettings Read(ReadOnlyMemory<byte> file)
    {
        var problems = new List<string>();
        var settings = new TreesSettings();
        try
        {
            using var document = JsonDocument.Parse(file, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind == JsonValueKind.Object) settings = Read(document.RootElement, problems);
            else problems.Add($"it holds {Told(document.RootElement)}; expected an object with {Engine} and {Settings}");
        }
        catch (JsonException e)
        {
            problems.Add($"it is no JSON: {e.Message.TrimEnd('.')}");
        }

        return problems.Count == 0 ? settings : throw new ArgumentException(string.Join("; ", problems) + ".");
    }

    private static TreesSettings Read(JsonElement root, List<string> problems)
    {
        var settings = new TreesSettings();
        foreach (var property in Once(root, "", problems))
        {
            if (property.Name == Engine)
            {
                if (property.Value.ValueKind != JsonValueKind.String || property.Value.GetString() != TreesEngine.EngineName) problems.Add($"{Engine} is {Told(property.Value)}; expected \"{TreesEngine.EngineName}\"");
            }
            else if (property.Name != Settings)
            {
                problems.Add($"{property.Name} is not known; expected {Engine} and {Settings}");
            }
            else if (property.Value.ValueKind == JsonValueKind.Object)
            {
                settings = Values(property.Value, problems);
            }
            else
            {
                problems.Add($"{Settings} is {Told(property.Value)}; expected an object");
            }
        }

        if (!root.TryGetProperty(Engine, out _)) problems.Add($"{Engine} is missing; expected \"{TreesEngine.EngineName}\"");
        if (!root.TryGetProperty(Settings, out _)) problems.Add($"{Settings} is missing; expected an object");
        return settings;
    }

    private static TreesSettings Values(JsonElement values, List<string> problems)
    {
        var settings = new TreesSettings();
        foreach (var property in Once(values, $"{Settings}.", problems))
        {
            if (TreesSetting.All.FirstOrDefault(s => s.Name == property.Name) is not { } setting) problems.Add($"{Settings}.{property.Name} is not known; expected some of {string.Join(", ", TreesSetting.All.Select(s => s.Name))}");
            else if (property.Value.ValueKind != JsonValueKind.Number) problems.Add($"{Settings}.{property.Name} is {Told(property.Value)}; expected a number");
            else if (setting.Problem(property.Value.GetDouble()) is { } problem) problems.Add($"{Settings}.{problem}");
            else settings = setting.With(settings, property.Value.GetDouble());
        }

        if (TreesSetting.TogetherProblem(settings, $"{Settings}.") is { } together) problems.Add(together);
        return settings;
    }

    private static IEnumerable<JsonProperty> Once(JsonElement element, string place, List<string> problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (names.Add(property.Name)) yield return property;
            else problems.Add($"{place}{property.Name} stands there twice; expected it once");
        }
    }

    private static string Told(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => element.GetRawText(),
    };
}
