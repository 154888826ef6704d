namespace Predictor.Api.Security;

/// <summary>What a caller may do. A scope holds for itself alone: <see cref="Admin"/> does not hold the others.</summary>
internal static class Scopes
{
    /// <summary>Asks for scores.</summary>
    public const string Score = "score";

    /// <summary>Reads models, their cards and the description of the API.</summary>
    public const string ModelsRead = "models.read";

    /// <summary>Reads the clinic's panel and worklist.</summary>
    public const string PanelRead = "panel.read";

    /// <summary>Writes to the clinic's panel and worklist.</summary>
    public const string PanelWrite = "panel.write";

    /// <summary>Changes how the service runs.</summary>
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [Score, ModelsRead, PanelRead, PanelWrite, Admin];
}
