using System.Text.Json;
using Xunit;

namespace Predictor.Api.Tests.CdsHooks;

/// <summary>The rules of CDS Hooks for an answer, written from the specification: names, types, lengths, codes, and that nothing is null or empty.</summary>
internal static class CardRules
{
    public static void Check(JsonElement answer)
    {
        Only(answer, "answer", "cards");
        Assert.Equal(JsonValueKind.Array, answer.GetProperty("cards").ValueKind);
        foreach (var card in answer.GetProperty("cards").EnumerateArray()) CheckCard(card);
    }

    private static void CheckCard(JsonElement card)
    {
        NothingEmpty(card, "card");
        Only(card, "card", "uuid", "summary", "detail", "indicator", "source", "suggestions", "selectionBehavior", "overrideReasons", "links");
        Uuid(card, "uuid");
        Assert.InRange(Text(card, "summary").Length, 1, 139);
        Assert.Contains(Text(card, "indicator"), new[] { "info", "warning", "critical" });
        Assert.NotEmpty(Text(card, "detail"));
        var source = card.GetProperty("source");
        Only(source, "source", "label", "url", "icon", "topic");
        Assert.NotEmpty(Text(source, "label"));
        if (source.TryGetProperty("topic", out var topic)) Coding(topic);
        Assert.Equal(card.TryGetProperty("suggestions", out var suggestions), card.TryGetProperty("selectionBehavior", out var behaviour));
        if (suggestions.ValueKind != JsonValueKind.Undefined)
        {
            Assert.Contains(behaviour.GetString(), new[] { "at-most-one", "any" });
            Assert.All(suggestions.EnumerateArray(), Suggestion);
            Assert.Equal(suggestions.GetArrayLength(), suggestions.EnumerateArray().Select(s => Text(s, "uuid")).Distinct().Count());
        }

        if (card.TryGetProperty("overrideReasons", out var reasons)) Assert.All(reasons.EnumerateArray(), Coding);
        if (card.TryGetProperty("links", out var links)) Assert.All(links.EnumerateArray(), Link);
    }

    private static void Suggestion(JsonElement suggestion)
    {
        Only(suggestion, "suggestion", "label", "uuid", "isRecommended", "actions");
        Assert.NotEmpty(Text(suggestion, "label"));
        Uuid(suggestion, "uuid");
        foreach (var action in suggestion.GetProperty("actions").EnumerateArray())
        {
            Only(action, "action", "type", "description", "resource", "resourceId");
            Assert.NotEmpty(Text(action, "description"));
            Assert.Equal("create", Text(action, "type"));
            Assert.NotEmpty(Text(action.GetProperty("resource"), "resourceType"));
            // A resource that is yet to be made has no id.
            Assert.False(action.GetProperty("resource").TryGetProperty("id", out _));
        }
    }

    private static void Link(JsonElement link)
    {
        Only(link, "link", "label", "url", "type", "appContext", "autolaunchable");
        Assert.NotEmpty(Text(link, "label"));
        Assert.True(Uri.TryCreate(Text(link, "url"), UriKind.Absolute, out _));
        Assert.Contains(Text(link, "type"), new[] { "absolute", "smart" });
        if (link.TryGetProperty("appContext", out _)) Assert.Equal("smart", Text(link, "type"));
    }

    private static void Coding(JsonElement coding)
    {
        Only(coding, "coding", "code", "system", "display");
        Assert.NotEmpty(Text(coding, "code"));
        Assert.NotEmpty(Text(coding, "system"));
        Assert.NotEmpty(Text(coding, "display"));
    }

    private static void NothingEmpty(JsonElement element, string place)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                Assert.Fail($"{place} is null.");
                break;
            case JsonValueKind.String:
                Assert.False(string.IsNullOrWhiteSpace(element.GetString()), $"{place} is empty.");
                break;
            case JsonValueKind.Array:
                Assert.True(element.GetArrayLength() > 0, $"{place} is empty.");
                foreach (var item in element.EnumerateArray()) NothingEmpty(item, place + "[]");
                break;
            case JsonValueKind.Object:
                Assert.True(element.EnumerateObject().Any(), $"{place} is empty.");
                foreach (var member in element.EnumerateObject()) NothingEmpty(member.Value, $"{place}.{member.Name}");
                break;
        }
    }

    private static void Only(JsonElement element, string what, params string[] names) =>
        Assert.All(element.EnumerateObject(), m => Assert.True(names.Contains(m.Name), $"{what} has {m.Name}."));

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;

    private static void Uuid(JsonElement owner, string name) => Assert.True(Guid.TryParseExact(Text(owner, name), "D", out _), name);
}
