namespace Predictor.Api.Tests.Deploy;

/// <summary>As much of YAML as the compose file uses: mappings by indentation, lists of texts, comments, quotes. Anything else is an error.</summary>
internal sealed class Yaml
{
    private readonly Dictionary<string, string> _values = [];
    private readonly Dictionary<string, List<string>> _lists = [];

    /// <summary>A value by its keys with slashes between.</summary>
    public string this[string path] => _values[path];

    public bool Has(string path) => _values.ContainsKey(path);

    public IReadOnlyList<string> List(string path) => _lists.TryGetValue(path, out var list) ? list : [];

    /// <summary>The keys under a key.</summary>
    public IReadOnlyList<string> Under(string path) => [.. _values.Keys.Where(k => k.StartsWith(path + "/", StringComparison.Ordinal) && !k[(path.Length + 1)..].Contains('/', StringComparison.Ordinal)).Select(k => k[(path.Length + 1)..])];

    public static Yaml Read(string file)
    {
        var yaml = new Yaml();
        var keys = new List<string>();
        foreach (var line in File.ReadLines(file).Where(l => l.Trim().Length > 0 && l.TrimStart()[0] != '#'))
        {
            var text = line.Trim();
            var depth = (line.Length - line.TrimStart().Length) / 2;
            if (text.StartsWith("- ", StringComparison.Ordinal))
            {
                var path = string.Join('/', keys.Take(depth));
                if (!yaml._lists.TryGetValue(path, out var list)) yaml._lists[path] = list = [];
                list.Add(text[2..].Trim('"'));
                continue;
            }

            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || text[0] is '{' or '[' or '&' or '*' or '|') throw new FormatException($"{file} has the line '{line}', which these tests cannot read; expected 'key: value'.");
            keys = [.. keys.Take(depth), text[..colon]];
            yaml._values.Add(string.Join('/', keys), text[(colon + 1)..].Trim().Trim('"'));
        }

        return yaml;
    }
}
