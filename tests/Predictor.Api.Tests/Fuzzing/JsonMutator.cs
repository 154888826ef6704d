using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Predictor.Api.Tests.Fuzzing;

/// <summary>Changes JSON documents: what their form is, and their bytes.</summary>
internal static class JsonMutator
{
    /// <summary>Values as text, since some are none that a document model holds.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "false", "{}", "[]", "[[]]", "[{}]", "[null]", "\"\"", "\" \"", "\"x\"", "0", "-0", "-1", "1", "1e308", "-1e308", "1e999", "1e-320", "0.1", "123456789012345678901234567890", "2147483648",
        "9223372036854775808", "-9223372036854775809", "NaN", "Infinity", "\"NaN\"", "\"Infinity\"", "\"-1\"", "01", "1.", ".5", "+1", "0x10", "undefined", "'x'", "\"9999-12-31\"", "\"0001-01-01\"", "\"0000-00-00\"",
        "\"2026-02-30\"", "\"2026-03\"", "\"-2026-03-01\"", "\"10000-01-01\"", "\"2199-12-31T23:59:59-14:00\"", "\"1950-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"2026-03-29T02:30:00\"", "\"2026-03-01T24:00:00Z\"", "\"2026-03-01T23:59:60Z\"", "\"2026-03-01T10:00:00.123456789012Z\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\u202e\\u200b\\ufeff\"", "\"e\\u0301\"",
        "\"\\ud83d\\ude00\"", "\"\\r\\n\\t\"", "\"<script>alert(1)</script>\"", "\"](javascript:x)\"", "\"#\"", "\"urn:uuid:\"", "\"/\"", "\"../../etc/passwd\"", "\"Patient/\"", "\"Patient/p-1\"", "\"EpisodeOfCare/e-1\"",
        "\"entered-in-error\"", "\"cancelled\"", "\"finished\"", "\"http://[::1\"", "\"https://169.254.169.254/\"",
    ];

    private static readonly string[] Letters = ["x", "é", "\\u0000", "\\\\", "😀", "ﬃ", "\\ud83d\\ude00"];

    /// <summary>Some members get other values, vanish, are doubled or change places.</summary>
    public static string Mutated(string text, Random random)
    {
        var root = JsonNode.Parse(text)!;
        var marks = new List<(string Mark, string Text)>();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var nodes = All(root).Where(n => n.Parent is not null).ToList();
            if (nodes.Count == 0) break;
            var node = nodes[random.Next(nodes.Count)];
            switch (random.Next(7))
            {
                case 0 when node.Parent is JsonObject parent:
                    parent.Remove(node.GetPropertyName());
                    break;
                case 1 when node.Parent is JsonArray list:
                    for (var copies = random.Next(10) == 0 ? random.Next(1, 60) : 1; copies > 0; copies--) list.Insert(random.Next(list.Count + 1), node.DeepClone());
                    break;
                case 2:
                    node.ReplaceWith(nodes[random.Next(nodes.Count)].DeepClone());
                    break;
                case 3:
                    Swap(node, nodes[random.Next(nodes.Count)]);
                    break;
                case 4 when node.Parent is JsonObject parent:
                    // The same name twice, or one that is not known.
                    var mark = Mark(marks, random.Next(2) == 0 ? Name(node.GetPropertyName()) : Name(Text(random)));
                    parent[mark] = node.DeepClone();
                    break;
                default:
                    node.ReplaceWith(JsonValue.Create(Mark(marks, Value(random))));
                    break;
            }
        }

        var mutated = new StringBuilder(root.ToJsonString());
        foreach (var (mark, value) in marks) mutated.Replace($"\"{mark}\"", value);
        return mutated.ToString();
    }

    /// <summary>Some bytes are changed, left out or put in, or the whole is written in another encoding.</summary>
    public static byte[] Bytes(byte[] bytes, Random random)
    {
        var changed = bytes.ToList();
        for (var i = random.Next(1, 4); i > 0 && changed.Count > 0; i--)
        {
            var at = random.Next(changed.Count);
            var length = Math.Min(random.Next(1, 40), changed.Count - at);
            switch (random.Next(9))
            {
                case 0 or 1:
                    changed[at] = (byte)random.Next(256);
                    break;
                case 2:
                    changed[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 3:
                    changed.RemoveRange(at, length);
                    break;
                case 4:
                    changed.InsertRange(at, changed.GetRange(at, length));
                    break;
                case 5:
                    var inserted = new byte[random.Next(1, 8)];
                    random.NextBytes(inserted);
                    changed.InsertRange(at, inserted);
                    break;
                case 6:
                    changed.RemoveRange(at, changed.Count - at);
                    break;
                case 7:
                    // Overlong, a surrogate, beyond Unicode, a byte order mark.
                    changed.InsertRange(at, random.Next(4) switch { 0 => [0xC0, 0xAF], 1 => [0xED, 0xA0, 0x80], 2 => [0xF4, 0x90, 0x80, 0x80], _ => [0xEF, 0xBB, 0xBF] });
                    break;
                default:
                    var encoding = random.Next(4) switch { 0 => Encoding.Unicode, 1 => Encoding.BigEndianUnicode, 2 => Encoding.UTF32, _ => Encoding.Latin1 };
                    return [.. encoding.GetPreamble(), .. encoding.GetBytes(Encoding.UTF8.GetString([.. changed]))];
            }
        }

        return [.. changed];
    }

    private static string Value(Random random) => random.Next(20) switch
    {
        0 => Nested(random.Next(2) == 0 ? random.Next(50, 80) : random.Next(100, 20_000), random.Next(2) == 0),
        1 => Name(Text(random)),
        2 => random.Next().ToString(CultureInfo.InvariantCulture),
        3 => (random.NextDouble() * 1000).ToString(CultureInfo.InvariantCulture),
        _ => Values[random.Next(Values.Length)],
    };

    private static string Nested(int depth, bool isObject) => isObject
        ? string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth)
        : new string('[', depth) + new string(']', depth);

    /// <summary>What may stand within quotation marks: short or long, plain or odd.</summary>
    private static string Text(Random random) => string.Concat(Enumerable.Repeat(Letters[random.Next(Letters.Length)], random.Next(8) switch { 0 => random.Next(250, 260), 1 => random.Next(4000, 70_000), _ => random.Next(1, 12) }));

    private static string Name(string text) => $"\"{text}\"";

    private static string Mark(List<(string Mark, string Text)> marks, string text)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"@{marks.Count}@");
        marks.Add((mark, text));
        return mark;
    }

    private static void Swap(JsonNode one, JsonNode other)
    {
        var (copy, otherCopy) = (one.DeepClone(), other.DeepClone());
        other.ReplaceWith(copy);
        // The one may have been within the other and be gone.
        if (one.Parent is not null && one.Root != one) one.ReplaceWith(otherCopy);
    }

    private static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonObject members => members.Select(m => m.Value).OfType<JsonNode>().SelectMany(All).Prepend(node),
        JsonArray list => list.OfType<JsonNode>().SelectMany(All).Prepend(node),
        _ => [node],
    };
}
