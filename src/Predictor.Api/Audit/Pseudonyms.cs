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
    private const int MostOnStack = 512;

    private static ReadOnlySpan<byte> ClientKind => "client\0"u8;

    private static ReadOnlySpan<byte> EpisodeKind => "episode\0"u8;

    // To make a hash for a key costs more than to use it. One a thread, for the key that was used last.
    [ThreadStatic]
    private static IncrementalHash? _hash;

    [ThreadStatic]
    private static byte[]? _hashKey;

    public static string OfClient(LogKeys keys, string keyId, string clientId) => Text(keys, keyId, ClientKind, clientId);

    public static string OfEpisode(LogKeys keys, string keyId, string episodeId) => Text(keys, keyId, EpisodeKind, episodeId);

    /// <summary>Writes the name of a client in ASCII: <see cref="Length"/> bytes.</summary>
    public static void OfClient(LogKeys keys, string keyId, string clientId, Span<byte> to) => Of(keys.PseudonymKey(keyId), ClientKind, clientId, to);

    /// <summary>Writes the name of an episode in ASCII: <see cref="Length"/> bytes.</summary>
    public static void OfEpisode(LogKeys keys, string keyId, string episodeId, Span<byte> to) => Of(keys.PseudonymKey(keyId), EpisodeKind, episodeId, to);

    private static string Text(LogKeys keys, string keyId, ReadOnlySpan<byte> kind, string id)
    {
        Span<byte> text = stackalloc byte[Length];
        Of(keys.PseudonymKey(keyId), kind, id, text);
        return Encoding.ASCII.GetString(text);
    }

    private static void Of(byte[] key, ReadOnlySpan<byte> kind, string id, Span<byte> to)
    {
        if (_hash is null || _hashKey != key)
        {
            _hash?.Dispose();
            (_hash, _hashKey) = (IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key), key);
        }

        var length = Encoding.UTF8.GetMaxByteCount(id.Length);
        var text = length <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[length];
        _hash.AppendData(kind);
        _hash.AppendData(text[..Encoding.UTF8.GetBytes(id, text)]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _hash.GetHashAndReset(hash);
        Convert.TryToHexStringLower(hash[..Bytes], to, out _);
    }
}
