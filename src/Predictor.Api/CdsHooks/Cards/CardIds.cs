using System.Security.Cryptography;
using System.Text;
using Predictor.Api.Audit.Durable;

namespace Predictor.Api.CdsHooks.Cards;

/// <summary>
/// Ids of cards that only the service can make, so that it knows its own again without keeping them. Each is a UUID of version 8 (RFC 9562, 5.8): 60 bits at random, and 62 bits of
/// HMAC-SHA-256 over those and the id of the CDS service that the card is of.
/// </summary>
/// <param name="keys">The keys; new ids use the current one, and those made with the others are known as well.</param>
internal sealed class CardIds(Func<LogKeys> keys)
{
    private const int Half = 8;
    private const byte Version = 0x80;
    private const byte Variant = 0x80;

    /// <summary>A new id.</summary>
    /// <param name="service">The id of the CDS service.</param>
    public Guid New(string service)
    {
        Span<byte> id = stackalloc byte[2 * Half];
        RandomNumberGenerator.Fill(id[..Half]);
        id[6] = (byte)((id[6] & 0x0f) | Version);
        var known = keys();
        Sign(known.CardKey(known.Current), id[..Half], service, id[Half..]);
        return new Guid(id, bigEndian: true);
    }

    /// <summary>True for an id that <see cref="New"/> made for that CDS service, with any of the keys.</summary>
    public bool IsOwn(Guid card, string service)
    {
        Span<byte> id = stackalloc byte[2 * Half];
        Span<byte> signed = stackalloc byte[Half];
        card.TryWriteBytes(id, bigEndian: true, out _);
        var known = keys();
        foreach (var key in known.Ids)
        {
            Sign(known.CardKey(key), id[..Half], service, signed);
            if (CryptographicOperations.FixedTimeEquals(signed, id[Half..])) return true;
        }

        return false;
    }

    private static void Sign(byte[] key, ReadOnlySpan<byte> random, string service, Span<byte> to)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, [.. random, .. Encoding.UTF8.GetBytes(service)], hash);
        hash[..Half].CopyTo(to);
        // The two bits by which a UUID tells its variant.
        to[0] = (byte)((to[0] & 0x3f) | Variant);
    }
}
