using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Predictor.Api.Security.Keys;
using Predictor.Api.Security.Tokens;

namespace Predictor.Api.Security.Callers;

/// <summary>
/// Finds out who calls, by an API key or a token. Answers say nothing of why a credential was refused; the log says the kind of reason and nothing of the credential.
/// It says so once: the lines of the framework's part would tell it twice more.
/// </summary>
internal sealed partial class CallerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> scheme, ILoggerFactory loggers, UrlEncoder encoder, IOptions<SecurityOptions> options, ApiKeyRing keys, OAuthTokens oauth, CdsTokens cds)
    : AuthenticationHandler<AuthenticationSchemeOptions>(scheme, NullLoggerFactory.Instance, encoder)
{
    public const string SchemeName = "Caller";

    private const string BearerPrefix = "Bearer ";

    private static readonly Caller Developer = new("development", Scopes.All);

    private readonly ILogger _logger = loggers.CreateLogger<CallerHandler>();

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var (caller, refusal) = options.Value.IsDevelopment ? Local() : await KnownAsync();
        if (caller is not null) return AuthenticateResult.Success(new AuthenticationTicket(caller.Principal, SchemeName));
        if (refusal == Refusal.None) return AuthenticateResult.NoResult();
        LogRefused(_logger, refusal);
        return AuthenticateResult.Fail("The credential was refused.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer realm=\"predictor\"";
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        var scope = Context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>()?.Policy;
        Response.Headers.WWWAuthenticate = scope is null ? "Bearer error=\"insufficient_scope\"" : $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"";
        return Task.CompletedTask;
    }

    /// <summary>In development mode anyone on this machine, but no page of another site in its browser and nobody through a proxy.</summary>
    private Verdict Local()
    {
        var headers = Request.Headers;
        if (headers.ContainsKey("Forwarded") || headers.ContainsKey("X-Forwarded-For")) return Refusal.NotLocal;
        return headers["Sec-Fetch-Site"] is ["cross-site"] ? Refusal.NotLocal : Developer;
    }

    private async ValueTask<Verdict> KnownAsync()
    {
        var (key, authorization) = (Request.Headers[ApiKey.HeaderName], Request.Headers.Authorization);
        if (key.Count + authorization.Count == 0) return default;
        if (key.Count + authorization.Count > 1) return Refusal.TwoCredentials;
        if (key is [{ } text]) return keys.Check(text);
        if (authorization is not [{ } value] || !value.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)) return Refusal.Malformed;
        var token = value[BearerPrefix.Length..].Trim();
        return Context.GetEndpoint()?.Metadata.GetMetadata<CdsEndpoint>() is null
            ? await oauth.CheckAsync(token, Context.RequestAborted)
            : await cds.CheckAsync(token, Request.PathBase + Request.Path, Context.RequestAborted);
    }

    [LoggerMessage(EventId = 20, Level = LogLevel.Warning, Message = "A credential was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, Refusal reason);
}
