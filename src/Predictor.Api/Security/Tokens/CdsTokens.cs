using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Predictor.Api.Security.Callers;

namespace Predictor.Api.Security.Tokens;

/// <summary>Takes the tokens that CDS clients make and sign themselves, as CDS Hooks 2.0 describes them: each for one endpoint, for minutes, and once.</summary>
internal sealed class CdsTokens
{
    private static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.RsaSha384];
    private static readonly string[] Types = ["JWT"];
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(5);

    private readonly SecurityOptions _options;
    private readonly TimeProvider _time;
    private readonly ReplayCache _seen;
    private readonly FrozenDictionary<string, Client> _clients;
    private readonly DateTimeOffset _startedAt;

    public CdsTokens(IOptions<SecurityOptions> options, Func<string, JwksSource> keysAt, TimeProvider time)
    {
        (_options, _time, _seen) = (options.Value, time, new ReplayCache(time));
        _clients = _options.CdsClients.ToFrozenDictionary(
            c => c.Value.Issuer,
            c => new Client(
                new Caller("cds:" + c.Key, c.Value.Scopes),
                c.Value.Jwks is { } own ? keysAt(own) : null,
                c.Value.Jku.Distinct().ToFrozenDictionary(j => j, keysAt, StringComparer.Ordinal)),
            StringComparer.Ordinal);
        // Whole seconds, as in tokens.
        _startedAt = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
    }

    /// <param name="text">The token.</param>
    /// <param name="path">The path that was called; with the public address before it, it is the audience.</param>
    /// <param name="cancellation">Of the request.</param>
    public async ValueTask<Verdict> CheckAsync(string text, string path, CancellationToken cancellation)
    {
        if (SignedToken.Open(text, Algorithms, Types, out var refusal) is not { } token) return refusal;
        if (!_clients.TryGetValue(token.Issuer, out var client)) return Refusal.Issuer;
        if (client.KeysFor(token.Jku) is not { } keys) return Refusal.KeySet;
        if (!IsTimely(token)) return Refusal.Lifetime;
        if (token.Id is null) return Refusal.Identity;
        refusal = await token.CheckAsync(keys, token.Issuer, _options.PublicUrl + path, cancellation);
        if (refusal != Refusal.None) return refusal;
        // Last, so that nobody but the issuer can use up an id.
        refusal = _seen.Add(token.Issuer, token.Id, token.ExpiresAt!.Value + _options.ClockSkew + _options.ClockSkew);
        return refusal == Refusal.None ? client.Caller : refusal;
    }

    private bool IsTimely(SignedToken token)
    {
        var now = _time.GetUtcNow();
        if (token.IssuedAt is not { } issued || token.ExpiresAt is not { } end || !token.IsTimely(now, _options.ClockSkew)) return false;
        // What was used before the start is not known, so nothing that is older is taken.
        return end - issued <= LongestLife && end <= now + LongestLife + _options.ClockSkew && issued >= _startedAt;
    }

    private sealed record Client(Caller Caller, JwksSource? Own, FrozenDictionary<string, JwksSource> ByJku)
    {
        public JwksSource? KeysFor(string? jku) => jku is null ? Own : ByJku.GetValueOrDefault(jku);
    }
}
