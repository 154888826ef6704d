using System.Text.Json.Nodes;

namespace Predictor.Api.CdsHooks.Cards;

/// <summary>Why somebody may set a card aside. The codes do not change, since feedback is counted by them.</summary>
internal static class OverrideReasons
{
    public const string CodeSystem = "urn:predictor:cds:override-reason";

    /// <summary>What a code that is none of these counts as.</summary>
    public const string Other = "other";

    /// <summary>What counts where no reason is given.</summary>
    public const string None = "none";

    public static IReadOnlyList<(string Code, string Display)> All { get; } =
    [
        ("already-in-touch", "We are already in touch with the client"),
        ("ending-agreed", "The end of treatment has been agreed on"),
        ("break-agreed", "A break has been agreed on"),
        ("data-wrong", "What the card says is not so"),
        ("not-useful", "The card does not help here"),
    ];

    /// <summary>As codings of a card.</summary>
    public static JsonArray Codings() => new([.. All.Select(r => new JsonObject { ["code"] = r.Code, ["system"] = CodeSystem, ["display"] = r.Display })]);

    /// <summary>The code that something is counted under.</summary>
    public static string Counted(string? system, string? code) => system is null or CodeSystem && All.Any(r => r.Code == code) ? code! : Other;
}
