using System.Text.Json.Nodes;
using Predictor.Risk.Reasons.Actions;
using Predictor.Risk.Scoring;

namespace Predictor.Api.CdsHooks.Cards;

/// <summary>What could be tried, as suggestions: each makes a Task for somebody in the clinic. Nothing is done to a client's bookings, bills or care.</summary>
internal static class Suggestions
{
    public const string ActionSystem = "urn:predictor:cds:action";

    private const string Safety = "safety-first";

    public static JsonArray Of(IEnumerable<SuggestedAction> actions, CdsCall call, DateTimeOffset asOf) => new([.. actions.Select(a => Of(a, call, asOf))]);

    private static JsonObject Of(SuggestedAction action, CdsCall call, DateTimeOffset asOf) => new()
    {
        ["label"] = action.Title,
        ["uuid"] = Guid.NewGuid().ToString("D"),
        ["actions"] = new JsonArray(new JsonObject
        {
            ["type"] = "create",
            ["description"] = $"Make a task: {action.Title}",
            ["resource"] = TaskOf(action, call, asOf),
        }),
    };

    private static JsonObject TaskOf(SuggestedAction action, CdsCall call, DateTimeOffset asOf)
    {
        var task = new JsonObject
        {
            ["resourceType"] = "Task",
            ["status"] = "requested",
            ["intent"] = "plan",
            ["priority"] = action.Code == Safety ? "urgent" : "routine",
            ["code"] = new JsonObject
            {
                ["coding"] = new JsonArray(new JsonObject { ["system"] = ActionSystem, ["code"] = action.Code }),
                ["text"] = action.Title,
            },
            ["description"] = action.Detail,
            ["for"] = Reference("Patient/" + call.PatientId),
        };
        if (call.EncounterId is { } encounter) task["encounter"] = Reference("Encounter/" + encounter);
        task["authoredOn"] = UtcInstant.Text(asOf.UtcTicks);
        if (RequesterOf(call.UserId) is { } requester) task["requester"] = Reference(requester);
        return task;
    }

    /// <summary>The user, where Task takes such a reference.</summary>
    private static string? RequesterOf(string userId) =>
        userId.Split('/') is [("Practitioner" or "PractitionerRole"), var id] && CdsCall.IsId(id) ? userId : null;

    private static JsonObject Reference(string reference) => new() { ["reference"] = reference };
}
