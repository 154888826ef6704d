using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Predictor.Api.Security.Callers;

namespace Predictor.Api.Security.Tokens;

/// <summary>
/// A JSON Web Token (RFC 7519) in its checks, as RFC 8725 advises: the algorithm is one of a list, the key is one of the issuer and of the right kind, and
/// issuer and audience are those expected. Nothing of a token is believed before its signature is checked, but for the names by which the key is found.
/// </summary>
internal sealed class SignedToken
{
    private const int MostCharacters = 8 * 1024;
    private const int MostNameCharacters = 256;

    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = MostCharacters, MapInboundClaims = false };

    // A name that is given twice may be read as one value here and as the other elsewhere.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private readonly JsonWebToken _token;
    private readonly JsonElement _claims;

    private SignedToken(JsonWebToken token, JsonElement header)
    {
        _token = token;
        _claims = JsonElement.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload), Strict);
        // The library gives null where the claim is null.
        Issuer = token.Issuer ?? "";
        Jku = header.TryGetProperty("jku", out var jku) ? jku.GetString() ?? "" : null;
        ExpiresAt = Time("exp");
        IssuedAt = Time("iat");
        NotBefore = Time("nbf");
        Id = Text("jti");
    }

    public string Issuer { get; }

    /// <summary>The address of the key set that the header names; null for none. Only ever compared.</summary>
    public string? Jku { get; }

    public DateTimeOffset? ExpiresAt { get; }

    public DateTimeOffset? IssuedAt { get; }

    public DateTimeOffset? NotBefore { get; }

    public string? Id { get; }

    /// <summary>Takes a token apart without believing it.</summary>
    /// <param name="text">The compact form.</param>
    /// <param name="algorithms">Those allowed.</param>
    /// <param name="types">The <c>typ</c> allowed in upper case; an empty one stands for none.</param>
    /// <param name="refusal">Why it is refused.</param>
    /// <returns>Null where it is refused.</returns>
    public static SignedToken? Open(string text, IReadOnlyCollection<string> algorithms, IReadOnlyCollection<string> types, out Refusal refusal)
    {
        refusal = Refusal.Malformed;
        if (text.Length > MostCharacters || text.Count('.') != 2) return null;
        try
        {
            var token = new JsonWebToken(text);
            // Extensions that have to be understood are not.
            var header = JsonElement.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedHeader), Strict);
            if (header.TryGetProperty("crit", out _)) return null;
            refusal = Refusal.Algorithm;
            if (!algorithms.Contains(token.Alg)) return null;
            refusal = Refusal.Type;
            if (!types.Contains((token.Typ ?? "").ToUpperInvariant())) return null;
            refusal = Refusal.KeySet;
            if (string.IsNullOrEmpty(token.Kid) || token.Kid.Length > MostNameCharacters) return null;
            var opened = new SignedToken(token, header);
            refusal = Refusal.None;
            return opened;
        }
#pragma warning disable CA1031 // What a stranger sent is taken apart by code of others: whatever it throws, the token is refused.
        catch (Exception)
#pragma warning restore CA1031
        {
            refusal = Refusal.Malformed;
            return null;
        }
    }

    /// <summary>Checks who signed the token and for whom.</summary>
    /// <returns><see cref="Refusal.None"/> where it is as it should be.</returns>
    public async ValueTask<Refusal> CheckAsync(JwksSource keys, string issuer, string audience, CancellationToken cancellation)
    {
        var key = await keys.FindAsync(_token.Kid, _token.Alg, cancellation);
        if (key is null) return Refusal.KeySet;
        var result = await Handler.ValidateTokenAsync(_token, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            ValidAlgorithms = [_token.Alg],
            ValidIssuer = issuer,
            ValidAudience = audience,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            // Checked here, with the clock of the service.
            ValidateLifetime = false,
        });
        if (result.IsValid) return Refusal.None;
        return result.Exception switch
        {
            SecurityTokenInvalidIssuerException => Refusal.Issuer,
            SecurityTokenInvalidAudienceException => Refusal.Audience,
            _ => Refusal.Signature,
        };
    }

    /// <summary>Whether the token holds now. One without an end never does.</summary>
    // The times are a stranger's, up to the last there is: they are only ever compared, since adding to one could overflow.
    public bool IsTimely(DateTimeOffset now, TimeSpan skew) => ExpiresAt is { } end && now - skew < end && !(NotBefore > now + skew) && !(IssuedAt > now + skew);

    /// <summary>A claim that is a text; null where it is not, is empty, or is longer than a name should be.</summary>
    public string? Text(string claim) => _claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= MostNameCharacters } text ? text : null;

    /// <summary>A claim that is a list of texts, or one text with spaces between them.</summary>
    public IEnumerable<string> Words(string claim)
    {
        if (!_claims.TryGetProperty(claim, out var value)) return [];
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            JsonValueKind.Array => value.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!),
            _ => [],
        };
    }

    private DateTimeOffset? Time(string claim)
    {
        if (!_claims.TryGetProperty(claim, out var value)) return null;
        // A time that is there and cannot be read must not count as absent: the limit that it sets would be gone.
        if (value.ValueKind != JsonValueKind.Number) throw new FormatException("A time is no number.");
        return DateTimeOffset.UnixEpoch.AddSeconds(value.GetDouble());
    }
}
