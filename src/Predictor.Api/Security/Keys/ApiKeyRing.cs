using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Predictor.Api.Security.Callers;

namespace Predictor.Api.Security.Keys;

/// <summary>Knows the API keys of all callers by their hashes.</summary>
internal sealed class ApiKeyRing(IOptions<SecurityOptions> options, TimeProvider time)
{
    private readonly FrozenDictionary<string, Entry> _byId = Entries(options.Value).ToFrozenDictionary(e => e.Id, StringComparer.Ordinal);

    /// <summary>Whose key a text is.</summary>
    public Verdict Check(string text)
    {
        if (!ApiKey.TryGetId(text, out var id)) return Refusal.Malformed;
        if (!_byId.TryGetValue(id, out var entry)) return Refusal.UnknownKey;
        // In constant time, so that the time of a refusal tells nothing of the hash.
        if (!CryptographicOperations.FixedTimeEquals(ApiKey.Hash(text), entry.Hash)) return Refusal.WrongKey;
        return entry.ExpiresAt <= time.GetUtcNow() ? Refusal.Expired : entry.Caller;
    }

    private static IEnumerable<Entry> Entries(SecurityOptions options)
    {
        foreach (var (name, caller) in options.Callers)
        {
            var who = new Caller("key:" + name, caller.Scopes);
            foreach (var key in caller.Keys)
            {
                var ends = new[] { caller.ExpiresAt, key.ExpiresAt }.Min();
                yield return new Entry(key.Id, Convert.FromHexString(key.Sha256), ends ?? DateTimeOffset.MaxValue, who);
            }
        }
    }

    private sealed record Entry(string Id, byte[] Hash, DateTimeOffset ExpiresAt, Caller Caller);
}
