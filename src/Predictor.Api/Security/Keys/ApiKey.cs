using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Predictor.Api.Security.Keys;

/// <summary>
/// The text of an API key: <c>predictor_ID_SECRET</c>. The id, 16 hex digits, says which key it is meant to be; the secret is 32 random bytes in base64url. The
/// first word lets scanners find keys that were put where they do not belong.
/// </summary>
internal static class ApiKey
{
    public const string HeaderName = "X-Api-Key";

    private const string Prefix = "predictor_";
    private const int IdBytes = 8;
    private const int SecretBytes = 32;
    private const int IdLength = 2 * IdBytes;
    private const int SecretLength = 43;
    private const int Length = 10 + IdLength + 1 + SecretLength;

    /// <summary>Makes a key from the system's random bytes.</summary>
    public static string Create() => $"{Prefix}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";

    /// <summary>The id of a text that has the form of a key.</summary>
    public static bool TryGetId(string text, [NotNullWhen(true)] out string? id)
    {
        id = null;
        if (text.Length != Length || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length + IdLength] != '_') return false;
        var candidate = text.Substring(Prefix.Length, IdLength);
        if (!IsId(candidate)) return false;
        id = candidate;
        return true;
    }

    /// <summary>What is kept of a key.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigitLower);

    public static bool IsHash(string text) => text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigit);
}
