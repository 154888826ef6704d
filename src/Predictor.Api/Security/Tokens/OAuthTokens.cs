using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Predictor.Api.Security.Callers;

namespace Predictor.Api.Security.Tokens;

/// <summary>Takes OAuth 2 access tokens (RFC 9068 and what is near it) of the authorisation servers that are configured.</summary>
internal sealed class OAuthTokens(IOptions<SecurityOptions> options, Func<string, JwksSource> keysAt, TimeProvider time)
{
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.EcdsaSha384];
    private static readonly string[] Types = ["", "JWT", "AT+JWT", "APPLICATION/AT+JWT"];
    private static readonly string[] CallerClaims = ["client_id", "azp"];

    private readonly FrozenDictionary<string, Server> _servers =
        options.Value.OAuth.ToFrozenDictionary(o => o.Value.Issuer, o => new Server(o.Key, o.Value, keysAt(o.Value.Jwks)), StringComparer.Ordinal);

    public async ValueTask<Verdict> CheckAsync(string text, CancellationToken cancellation)
    {
        if (SignedToken.Open(text, Algorithms, Types, out var refusal) is not { } token) return refusal;
        if (!_servers.TryGetValue(token.Issuer, out var server)) return Refusal.Issuer;
        // Before the key is looked for: an old token must not cause a request.
        if (!token.IsTimely(time.GetUtcNow(), options.Value.ClockSkew)) return Refusal.Lifetime;
        refusal = await token.CheckAsync(server.Keys, server.Options.Issuer, server.Options.Audience, cancellation);
        if (refusal != Refusal.None) return refusal;
        var claims = server.Options.CallerClaims is { Length: > 0 } own ? own : CallerClaims;
        // It stands in the log: nothing that could break a line or look like another field.
        if (claims.Select(token.Text).FirstOrDefault(n => n is not null) is not { } name || !name.All(c => c is > ' ' and <= '~')) return Refusal.Identity;
        return new Caller($"oauth:{server.Name}:{name}", ScopesOf(token, server.Options.ScopePrefix));
    }

    /// <summary>The scopes of RFC 9068, or of the claim that some servers have instead.</summary>
    private static IEnumerable<string> ScopesOf(SignedToken token, string prefix) =>
        token.Words("scope").Concat(token.Words("scp")).Where(s => s.StartsWith(prefix, StringComparison.Ordinal)).Select(s => s[prefix.Length..]);

    private sealed record Server(string Name, OAuthOptions Options, JwksSource Keys);
}
