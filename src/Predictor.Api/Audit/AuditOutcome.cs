namespace Predictor.Api.Audit;

/// <summary>How something ended that was no score.</summary>
internal static class AuditOutcome
{
    public const string Done = "done";
    public const string Refused = "refused";
    public const string Failed = "failed";

    /// <summary>The outcome that an HTTP status stands for.</summary>
    public static string Of(int status) => status switch
    {
        < StatusCodes.Status400BadRequest => Done,
        < StatusCodes.Status500InternalServerError => Refused,
        _ => Failed,
    };
}
