using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Predictor.Api.Tests.Support;

/// <summary>Makes JSON Web Tokens by hand, good ones and such as no library would make.</summary>
internal sealed class TokenMaker : IDisposable
{
    public const string RsaKid = "rsa-1";
    public const string EcKid = "ec-1";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly ECDsa _small = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The RSA public key as anyone can have it: what an attacker would sign with HMAC.</summary>
    public byte[] PublicPem => Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem());

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>The key set: the two keys, beside them some that must not be used.</summary>
    public string Jwks() => new JsonObject
    {
        ["keys"] = new JsonArray(
            Rsa(_rsa, RsaKid, "sig"),
            Ec(_ec, EcKid, "P-384"),
            Ec(_small, "small", "P-256"),
            Rsa(_rsa, "for-encryption", "enc"),
            new JsonObject { ["kty"] = "oct", ["kid"] = "secret", ["k"] = Encode(new byte[64]) },
            new JsonObject { ["kty"] = "RSA", ["kid"] = "broken", ["n"] = "%%%", ["e"] = "AQAB" },
            new JsonObject { ["kty"] = "RSA", ["kid"] = "short", ["n"] = Encode(new byte[128]), ["e"] = "AQAB" }),
    }.ToJsonString();

    /// <summary>A token.</summary>
    /// <param name="payload">Its claims.</param>
    /// <param name="algorithm">What its header says.</param>
    /// <param name="change">Changes the header before it is signed.</param>
    /// <param name="signAs">The algorithm that it is signed with, where that is another.</param>
    /// <param name="secret">For HMAC.</param>
    /// <param name="rename">Gives a claim the name of another, which the document then has twice.</param>
    public string Make(JsonObject payload, string algorithm = "ES384", Action<JsonObject>? change = null, string? signAs = null, byte[]? secret = null, (string From, string To) rename = default)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = algorithm.StartsWith("ES", StringComparison.Ordinal) ? EcKid : RsaKid };
        change?.Invoke(header);
        var claims = rename.From is null ? payload.ToJsonString() : payload.ToJsonString().Replace(rename.From, rename.To, StringComparison.Ordinal);
        var text = Encode(Encoding.UTF8.GetBytes(header.ToJsonString())) + "." + Encode(Encoding.UTF8.GetBytes(claims));
        return text + "." + Encode(Sign(Encoding.ASCII.GetBytes(text), signAs ?? algorithm, secret ?? []));
    }

    /// <summary>A token whose parts need be no JSON, signed with ES384.</summary>
    public string Make(string header, string claims)
    {
        var text = Encode(Encoding.UTF8.GetBytes(header)) + "." + Encode(Encoding.UTF8.GetBytes(claims));
        lock (_ec) return text + "." + Encode(Sign(Encoding.ASCII.GetBytes(text), "ES384", []));
    }

    public void Dispose()
    {
        _rsa.Dispose();
        _ec.Dispose();
        _small.Dispose();
    }

    private static JsonObject Rsa(RSA rsa, string kid, string use)
    {
        var key = rsa.ExportParameters(false);
        return new JsonObject { ["kty"] = "RSA", ["kid"] = kid, ["use"] = use, ["n"] = Encode(key.Modulus!), ["e"] = Encode(key.Exponent!) };
    }

    private static JsonObject Ec(ECDsa ec, string kid, string curve)
    {
        var key = ec.ExportParameters(false);
        return new JsonObject { ["kty"] = "EC", ["kid"] = kid, ["crv"] = curve, ["x"] = Encode(key.Q.X!), ["y"] = Encode(key.Q.Y!) };
    }

    private byte[] Sign(byte[] data, string algorithm, byte[] secret) => algorithm switch
    {
        "RS256" => _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "RS384" => _rsa.SignData(data, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS512" => _rsa.SignData(data, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        "ES384" => _ec.SignData(data, HashAlgorithmName.SHA384),
        "ES256" => _small.SignData(data, HashAlgorithmName.SHA256),
        "HS256" => HMACSHA256.HashData(secret, data),
        "HS384" => HMACSHA384.HashData(secret, data),
        _ => [],
    };
}
