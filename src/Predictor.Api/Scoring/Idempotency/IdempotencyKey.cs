using System.Security.Cryptography;
using System.Text;

namespace Predictor.Api.Scoring.Idempotency;

/// <summary>
/// The key by which a caller says that a request is one that it may have sent before (draft-ietf-httpapi-idempotency-key-header). The draft has it in quotation marks; many
/// callers leave them out, and both are the same key here.
/// </summary>
internal static class IdempotencyKey
{
    public const string HeaderName = "Idempotency-Key";

    private const int MostCharacters = 255;

    /// <summary>Reads the key; null where the request has none.</summary>
    /// <returns>False where the header is there and is no key.</returns>
    public static bool TryRead(HttpRequest request, out string? key)
    {
        key = null;
        var given = request.Headers[HeaderName];
        if (given.Count == 0) return true;
        if (given is not [{ } text]) return false;
        if (text is ['"', .. var inner, '"']) text = inner;
        if (text.Length is 0 or > MostCharacters || !text.All(c => c is > ' ' and <= '~' and not '"')) return false;
        key = text;
        return true;
    }

    /// <summary>What tells one request from another: its query and its body.</summary>
    public static string Fingerprint(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // A line feed cannot stand in a query.
        hash.AppendData(Encoding.UTF8.GetBytes(request.QueryString.Value + "\n"));
        hash.AppendData(body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
