using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Predictor.Api.Security.Smart;

/// <summary>The private key that the service signs with.</summary>
internal sealed class SigningKey : IDisposable
{
    private const int LeastRsaBits = 2048;
    private const int EcBits = 384;

    private readonly AsymmetricAlgorithm _key;

    private SigningKey(AsymmetricAlgorithm key, SigningCredentials credentials) => (_key, Credentials) = (key, credentials);

    public SigningCredentials Credentials { get; }

    /// <summary>Reads a PEM file.</summary>
    /// <exception cref="ArgumentException">There is no private key of the right kind and size in it.</exception>
    public static SigningKey Load(string path, string keyId)
    {
        var pem = File.ReadAllText(path);
        var rsa = RSA.Create();
        if (TryImport(rsa, pem))
        {
            if (rsa.KeySize < LeastRsaBits) throw Wrong(rsa);
            return new SigningKey(rsa, new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = keyId }, SecurityAlgorithms.RsaSha384));
        }

        rsa.Dispose();
        var ec = ECDsa.Create();
        if (!TryImport(ec, pem) || ec.KeySize != EcBits) throw Wrong(ec);
        return new SigningKey(ec, new SigningCredentials(new ECDsaSecurityKey(ec) { KeyId = keyId }, SecurityAlgorithms.EcdsaSha384));
    }

    public void Dispose() => _key.Dispose();

    private static ArgumentException Wrong(AsymmetricAlgorithm key)
    {
        key.Dispose();
        return new ArgumentException("The file holds no private key of the right kind and size.");
    }

    private static bool TryImport(AsymmetricAlgorithm key, string pem)
    {
        try
        {
            key.ImportFromPem(pem);
            // A public key can be imported as well; it cannot be exported.
            return key.ExportPkcs8PrivateKey().Length > 0;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
