using System.Text.Json;

namespace Predictor.Risk.Training.Card;

/// <summary>What a training run cannot know and somebody states for its model card: a text for an attribute, by its place in the rule.</summary>
public sealed class CardAnswers
{
    /// <summary>Room for a page; a card is read whole.</summary>
    internal const int MostCharacters = 4000;

    private static readonly Dictionary<string, SourceAttribute> Asked = SourceAttributes.Sections.SelectMany(s => s.Attributes).ToDictionary(a => a.Id, StringComparer.Ordinal);

    private readonly Dictionary<string, string> _texts;

    private CardAnswers(Dictionary<string, string> texts) => _texts = texts;

    /// <summary>Nothing is stated.</summary>
    public static CardAnswers None { get; } = new([]);

    /// <summary>The text for an attribute; null where none is given.</summary>
    public string? TextOf(string id) => _texts.GetValueOrDefault(id);

    /// <summary>Reads a card file: a JSON object with texts by attribute, such as <c>{ "1.i": "Clinic North, ml@north.example" }</c>. Comments are allowed.</summary>
    /// <exception cref="ArgumentException">The file is not as expected; the message lists every problem.</exception>
    public static CardAnswers Read(ReadOnlyMemory<byte> json)
    {
        using var document = Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new ArgumentException($"The card file is {Told(document.RootElement)}; expected an object with texts by attribute.");
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (ProblemOf(property) is { } problem) problems.Add(problem);
            else texts[property.Name] = OneLine(property.Value.GetString()!);
        }

        return problems.Count == 0 ? new CardAnswers(texts) : throw new ArgumentException(string.Join(" ", problems));
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The card file is no JSON: {e.Message}", e);
        }
    }

    private static string? ProblemOf(JsonProperty property)
    {
        if (!Asked.TryGetValue(property.Name, out var attribute)) return $"'{property.Name}' is no source attribute; expected one of {string.Join(", ", Asked.Values.Where(a => !a.IsMeasured).Select(a => a.Id))}.";
        if (attribute.IsMeasured) return $"'{property.Name}' ({attribute.Title}) comes from the run; expected no text for it.";
        if (property.Value.ValueKind != JsonValueKind.String) return $"'{property.Name}' ({attribute.Title}) is {Told(property.Value)}; expected a text.";
        return property.Value.GetString()!.Trim() is not { Length: > 0 and <= MostCharacters } text
            ? $"'{property.Name}' ({attribute.Title}) has {property.Value.GetString()!.Trim().Length} characters; expected 1 to {MostCharacters}."
            : text.Any(c => char.IsControl(c) && !char.IsWhiteSpace(c)) ? $"'{property.Name}' ({attribute.Title}) holds a control character; expected a text." : null;
    }

    /// <summary>An attribute is one entry of a list in the card: a line that begins with a dash or a hash would break it.</summary>
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Told(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => $"the number {element.GetRawText()}",
        _ => element.GetRawText(),
    };
}
