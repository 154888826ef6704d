using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Predictor.Api.Security.Tokens;

/// <summary>
/// Public keys that signatures may be checked with: RSA of 2,048 to 8,192 bits and EC on P-384. Whatever else a key set holds is left out, secrets for HMAC above all.
/// </summary>
internal sealed class KeySet
{
    private const int LeastRsaBits = 2048;
    private const int MostRsaBits = 8192;
    private const int P384Bytes = 48;

    private readonly FrozenDictionary<(string Kid, bool IsRsa), (SecurityKey Key, string? Algorithm)> _keys;

    private KeySet(IEnumerable<JsonWebKey> keys)
    {
        var found = new Dictionary<(string, bool), (SecurityKey, string?)>();
        foreach (var key in keys)
        {
            if (string.IsNullOrEmpty(key.Kid) || key.Use is not (null or "" or "sig")) continue;
            if (key.KeyOps.Count > 0 && !key.KeyOps.Contains("verify")) continue;
            if (Usable(key) is { } usable) found.TryAdd((key.Kid, usable is RsaSecurityKey), (usable, string.IsNullOrEmpty(key.Alg) ? null : key.Alg));
        }

        _keys = found.ToFrozenDictionary();
    }

    public int Count => _keys.Count;

    /// <summary>Reads a JSON Web Key Set (RFC 7517).</summary>
    /// <exception cref="ArgumentException">The text is no key set.</exception>
    public static KeySet Parse(string json) => new(JsonWebKeySet.Create(json).Keys);

    /// <summary>The key of an id, if it is one for the algorithm.</summary>
    public SecurityKey? Find(string kid, string algorithm)
    {
        var isRsa = algorithm.StartsWith("RS", StringComparison.Ordinal);
        return _keys.TryGetValue((kid, isRsa), out var found) && (found.Algorithm is null || found.Algorithm == algorithm) ? found.Key : null;
    }

    private static AsymmetricSecurityKey? Usable(JsonWebKey key)
    {
        try
        {
            return key.Kty switch
            {
                "RSA" => Rsa(key),
                "EC" when key.Crv == "P-384" => Ec(key),
                _ => null,
            };
        }
        catch (Exception e) when (e is FormatException or ArgumentException or CryptographicException)
        {
            // One key that cannot be read does not spoil the others.
            return null;
        }
    }

    private static RsaSecurityKey? Rsa(JsonWebKey key)
    {
        var modulus = Base64UrlEncoder.DecodeBytes(key.N);
        // Zero bytes before it would make a short key look long.
        var bits = modulus.AsSpan().TrimStart((byte)0).Length * 8;
        return bits is < LeastRsaBits or > MostRsaBits ? null : new RsaSecurityKey(new RSAParameters { Modulus = modulus, Exponent = Base64UrlEncoder.DecodeBytes(key.E) }) { KeyId = key.Kid };
    }

    private static ECDsaSecurityKey? Ec(JsonWebKey key)
    {
        var point = new ECPoint { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) };
        if (point.X.Length != P384Bytes || point.Y.Length != P384Bytes) return null;
        return new ECDsaSecurityKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP384, Q = point })) { KeyId = key.Kid };
    }
}
