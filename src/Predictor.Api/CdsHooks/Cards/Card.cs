using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Predictor.Care.Time;
using Predictor.Risk.Reasons;
using Predictor.Risk.Reasons.Actions;
using Predictor.Risk.Scoring;

namespace Predictor.Api.CdsHooks.Cards;

/// <summary>Writes a score as a card. Nothing in it is null or empty.</summary>
internal static class Card
{
    private const string Caution = "A score informs a conversation: it is no ground for billing, refusing or ending care.";

    /// <summary>Makes no sense while an appointment is being booked.</summary>
    private const string OfferAppointment = "offer-next-appointment";

    private const string ShortenWait = "shorten-the-wait";

    /// <summary>The card of a score that has a probability.</summary>
    /// <param name="id">The id of the card.</param>
    /// <param name="score">The score, with reasons.</param>
    /// <param name="call">The call.</param>
    /// <param name="proposed">When the booking that is being made begins; null where none is, or where it does not say.</param>
    /// <param name="calendar">The clinic's days.</param>
    /// <param name="options">Links, and what is far off.</param>
    public static JsonObject Of(Guid id, RiskScore score, CdsCall call, Moment? proposed, ClinicCalendar calendar, CdsOptions options)
    {
        var farDays = FarDaysOf(score, proposed, options);
        var actions = ActionsOf(score, call, farDays);
        var card = new JsonObject
        {
            ["uuid"] = id.ToString("D"),
            ["summary"] = Summary(score, farDays),
            ["indicator"] = options.IndicatorOf(score.Band!),
            ["detail"] = Detail(score, actions, farDays, calendar),
            ["source"] = new JsonObject
            {
                ["label"] = "Predictor",
                ["topic"] = new JsonObject { ["system"] = "urn:predictor:cds:topic", ["code"] = "dropout-risk", ["display"] = "Risk of leaving treatment" },
            },
        };
        if (actions.Count > 0)
        {
            card["suggestions"] = Suggestions.Of(actions, call, score.AsOf);
            card["selectionBehavior"] = "any";
        }

        card["overrideReasons"] = OverrideReasons.Codings();
        if (options.WorklistUrl is { } worklist) card["links"] = new JsonArray(new JsonObject { ["label"] = "Open the worklist", ["url"] = worklist, ["type"] = "absolute" });
        return card;
    }

    /// <summary>The words of a band.</summary>
    private static string BandOf(string band) => band == "very-high" ? "very high" : band;

    /// <summary>Whole days until the proposed appointment, where it is far off.</summary>
    private static int? FarDaysOf(RiskScore score, Moment? proposed, CdsOptions options) =>
        proposed is { } start && (start.Ticks - score.AsOf.UtcTicks) / (double)TimeSpan.TicksPerDay is var days && days >= options.FarDays ? (int)Math.Floor(days) : null;

    private static string Summary(RiskScore score, int? farDays)
    {
        var risk = string.Create(CultureInfo.InvariantCulture, $"The risk of leaving treatment within {score.HorizonDays} days is {BandOf(score.Band!)}");
        return farDays is { } days ? string.Create(CultureInfo.InvariantCulture, $"{risk}, and this appointment is {days} days away.") : risk + ".";
    }

    private static List<SuggestedAction> ActionsOf(RiskScore score, CdsCall call, int? farDays)
    {
        var actions = (score.SuggestedActions ?? []).Where(a => call.Appointments.Count == 0 || a.Code != OfferAppointment).ToList();
        // A wait that is being agreed on now can still be shortened.
        if (farDays is not null && actions.All(a => a.Code != ShortenWait)) actions.Add(new SuggestedAction(ShortenWait, "Offer an earlier time, or a call while waiting", "Waiting makes it harder to come. An earlier slot or a short call keeps the door open.", []));
        return actions;
    }

    private static string Detail(RiskScore score, List<SuggestedAction> actions, int? farDays, ClinicCalendar calendar)
    {
        var text = new StringBuilder();
        var until = DateOnly.FromDateTime(calendar.Local(calendar.AddDays(score.AsOf.UtcTicks, score.HorizonDays)));
        text.Append(CultureInfo.InvariantCulture, $"**{Percent(score.Probability!.Value)} %** is the chance that the client has left, or leaves by {until:yyyy-MM-dd}. Among clients of the training it was {Percent(score.BaseRate!.Value)} %.\n");
        if (farDays is { } days) text.Append(CultureInfo.InvariantCulture, $"\nThe appointment that is being booked is {days} days away. It is not part of the score.\n");
        List(text, "What raises the risk", Reasons(score, ReasonEffect.Raises));
        List(text, "What lowers it", Reasons(score, ReasonEffect.Lowers));
        List(text, "What could be tried", actions.Select(a => $"{a.Title}. {a.Detail}"));
        List(text, "Note", score.Notes.Append(Caution));
        text.Append(CultureInfo.InvariantCulture, $"\nModel {Markdown.Escape(score.Model.Name)}, version {Markdown.Escape(score.Model.Version)}, {UtcInstant.Text(score.AsOf.UtcTicks)}");
        return text.ToString();
    }

    private static IEnumerable<string> Reasons(RiskScore score, string effect) => (score.Reasons ?? []).Where(r => r.Effect == effect).Select(r => r.Text);

    private static void List(StringBuilder text, string title, IEnumerable<string> items)
    {
        var lines = items.Select(Markdown.Escape).Where(l => l.Length > 0).ToList();
        if (lines.Count == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"\n**{title}**\n\n");
        foreach (var line in lines) text.Append("- ").Append(line).Append('\n');
    }

    /// <summary>Whole percent, but neither none nor all: both would be certainty.</summary>
    private static int Percent(double share) => (int)Math.Clamp(Math.Round(share * 100), 1, 99);
}
