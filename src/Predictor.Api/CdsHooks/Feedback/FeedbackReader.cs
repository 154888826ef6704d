using System.Globalization;
using System.Text.Json;
using Predictor.Api.CdsHooks.Cards;
using Predictor.Care.Fhir;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Time;

namespace Predictor.Api.CdsHooks.Feedback;

/// <summary>Reads feedback on cards. Comments are passed over: what nobody keeps cannot get out.</summary>
internal static class FeedbackReader
{
    public const string Accepted = "accepted";
    public const string Overridden = "overridden";

    /// <summary>The most entries of one body.</summary>
    public const int Most = 1000;

    private const int MostSuggestions = 20;

    private const string Uuid = "a UUID";

    /// <summary>The entries; those that are wrong are in the errors, and then none is to be taken.</summary>
    public static IReadOnlyList<FeedbackEntry> Read(JsonElement body, CdsService service, string caller, DateTimeOffset now, CdsErrors errors)
    {
        var entries = new List<FeedbackEntry>();
        if (body.Find("feedback") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() is 0 or > Most)
        {
            errors.Wrong("/feedback", "The value is no list of a usable length.", FormattableString.Invariant($"a list of 1 to {Most} entries"));
            return entries;
        }

        var index = 0;
        foreach (var element in list.EnumerateArray())
        {
            if (errors.IsFull) break;
            var place = string.Create(CultureInfo.InvariantCulture, $"/feedback/{index++}");
            if (ReadOne(element, place, service, caller, now, errors) is { } entry) entries.Add(entry);
        }

        return entries;
    }

    private static FeedbackEntry? ReadOne(JsonElement element, string place, CdsService service, string caller, DateTimeOffset now, CdsErrors errors)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.WrongType(place, "an object");
            return null;
        }

        var card = GuidOf(element, "card", place, errors);
        var outcome = CdsCall.Required(element, "outcome", place, errors, $"{Accepted} or {Overridden}");
        if (outcome is not null and not (Accepted or Overridden))
        {
            errors.Wrong(place + "/outcome", "The value is no outcome.", $"{Accepted} or {Overridden}");
            outcome = null;
        }

        var at = TimeOf(element, place, errors);
        var suggestions = SuggestionsOf(element, place, outcome, errors);
        var reason = outcome == Overridden ? ReasonOf(element, place, errors) : null;
        if (card is null || outcome is null || at is null || suggestions is null) return null;
        return new FeedbackEntry
        {
            ReceivedAt = now,
            Caller = caller,
            Service = service.Id,
            Card = card.Value,
            Outcome = outcome,
            OutcomeAt = at.Value,
            Reason = reason,
            Suggestions = suggestions.Count == 0 ? null : suggestions,
        };
    }

    private static Guid? GuidOf(JsonElement element, string name, string place, CdsErrors errors)
    {
        if (CdsCall.Required(element, name, place, errors, Uuid) is not { } text) return null;
        if (Guid.TryParseExact(text, "D", out var id)) return id;
        errors.Wrong($"{place}/{name}", "The value is no UUID.", Uuid);
        return null;
    }

    private static DateTimeOffset? TimeOf(JsonElement element, string place, CdsErrors errors)
    {
        const string Expected = "a time with its offset, such as 2026-03-02T09:00:00Z";
        if (CdsCall.Required(element, "outcomeTimestamp", place, errors, Expected) is not { } text) return null;
        if (FhirTime.TryParse(text, ClinicCalendar.Utc, out var moment) && !moment.IsDay) return moment.Known;
        errors.Wrong(place + "/outcomeTimestamp", "The value is no time.", Expected);
        return null;
    }

    private static List<Guid>? SuggestionsOf(JsonElement element, string place, string? outcome, CdsErrors errors)
    {
        const string Name = "/acceptedSuggestions";
        var expected = FormattableString.Invariant($"a list of 1 to {MostSuggestions} objects with the id of a suggestion");
        if (outcome != Accepted) return [];
        if (element.Find("acceptedSuggestions") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() is 0 or > MostSuggestions)
        {
            errors.Missing(place + Name, expected);
            return null;
        }

        var all = new List<Guid>();
        var index = 0;
        foreach (var suggestion in list.EnumerateArray())
        {
            if (GuidOf(suggestion, "id", string.Create(CultureInfo.InvariantCulture, $"{place}{Name}/{index++}"), errors) is { } id) all.Add(id);
        }

        return all.Count == index ? all : null;
    }

    private static string ReasonOf(JsonElement element, string place, CdsErrors errors)
    {
        if (element.Find("overrideReason") is not { ValueKind: not JsonValueKind.Null } given) return OverrideReasons.None;
        if (given.ValueKind == JsonValueKind.Object) return given.Member("reason") is { } reason ? OverrideReasons.Counted(reason.Text("system"), reason.Text("code")) : OverrideReasons.None;
        errors.WrongType(place + "/overrideReason", "an object");
        return OverrideReasons.None;
    }
}
