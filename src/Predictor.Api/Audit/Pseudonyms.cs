using System.Security.Cryptography;
using System.Text;
using Predictor.Api.Audit.Durable;

namespace Predictor.Api.Audit;

/// <summary>
/// Names for clients and episodes that tell nothing without the key: the first half of HMAC-SHA-256 over the kind and the id, in hex. The same id has the same name for as long as
/// the key is the current one, so that all records of one person are found.
/// </summary>
internal static class Pseudonyms
{
    /// <summary>The length of a pseudonym in hex digits.</summary>
    public const int Length = 2 * Bytes;

    private const int Bytes = 16;

    public static string OfClient(LogKeys keys, string keyId, string clientId) => Of(keys.PseudonymKey(keyId), "client\0"u8, clientId);

    public static string OfEpisode(LogKeys keys, string keyId, string episodeId) => Of(keys.PseudonymKey(keyId), "episode\0"u8, episodeId);

    private static string Of(byte[] key, ReadOnlySpan<byte> kind, string id)
    {
        var text = new byte[kind.Length + Encoding.UTF8.GetByteCount(id)];
        kind.CopyTo(text);
        Encoding.UTF8.GetBytes(id, text.AsSpan(kind.Length));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, text, hash);
        return Convert.ToHexStringLower(hash[..Bytes]);
    }
}
