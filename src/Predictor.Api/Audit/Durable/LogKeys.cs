using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Predictor.Api.Audit.Durable;

/// <summary>
/// The keys of the logs, by id. From each secret come three keys that tell nothing of each other: for the chain, for pseudonyms and for the ids of cards. New records use the current one; the
/// others are kept for as long as there are records made with them.
/// </summary>
internal sealed class LogKeys
{
    /// <summary>The shortest secret in bytes.</summary>
    public const int LeastBytes = 32;

    private readonly Dictionary<string, (byte[] Chain, byte[] Pseudonym, byte[] Card)> _keys;

    /// <param name="secrets">The secrets by their ids.</param>
    /// <param name="current">The id of the one for new records.</param>
    public LogKeys(IReadOnlyDictionary<string, byte[]> secrets, string current)
    {
        if (!secrets.ContainsKey(current)) throw new ArgumentException($"The current key '{current}' is not among the keys.", nameof(current));
        _keys = secrets.ToDictionary(s => s.Key, s => (Derive(s.Value, "predictor log chain"), Derive(s.Value, "predictor pseudonym"), Derive(s.Value, "predictor cds card")), StringComparer.Ordinal);
        Current = current;
    }

    /// <summary>The id of the key for new records.</summary>
    public string Current { get; }

    /// <summary>The ids of all keys.</summary>
    public IEnumerable<string> Ids => _keys.Keys;

    public bool Has(string id) => _keys.ContainsKey(id);

    public byte[] ChainKey(string id) => _keys[id].Chain;

    public byte[] PseudonymKey(string id) => _keys[id].Pseudonym;

    public byte[] CardKey(string id) => _keys[id].Card;

    /// <summary>The problem with an id or secret from a configuration or a file, as a sentence without the secret; null where there is none.</summary>
    public static string? Problem(string id, string? secret)
    {
        if (id.Length is 0 or > 32 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return $"the id '{id}' is wrong; expected 1 to 32 letters, digits, hyphens or underscores.";
        return secret is not null && Base64.IsValid(secret, out var length) && length >= LeastBytes ? null : $"the key '{id}' is not one; expected at least {LeastBytes} random bytes in Base64.";
    }

    private static byte[] Derive(byte[] secret, string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, LeastBytes, info: Encoding.ASCII.GetBytes(purpose));
}
