namespace Predictor.Api.Security.Tokens;

/// <summary>An authorisation server: section <c>Security:OAuth:NAME</c>.</summary>
internal sealed class OAuthOptions
{
    /// <summary>The <c>iss</c> of its tokens, to the letter.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>The <c>aud</c> that its tokens for this service have.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Where its public keys are (JWKS): an https address or a file.</summary>
    public string Jwks { get; set; } = "";

    /// <summary>What stands before this service's scopes in the <c>scope</c> claim, such as <c>predictor/</c>.</summary>
    public string ScopePrefix { get; set; } = "";

    /// <summary>The claims that name the calling program, the first that is there. Not <c>sub</c> by default: it may name a person.</summary>
    public string[] CallerClaims { get; set; } = [];

    public IEnumerable<string> Problems(string section)
    {
        if (string.IsNullOrWhiteSpace(Issuer)) yield return $"{section}:{nameof(Issuer)} is empty; expected the issuer of the tokens.";
        if (string.IsNullOrWhiteSpace(Audience)) yield return $"{section}:{nameof(Audience)} is empty; expected the audience of tokens for this service.";
        foreach (var problem in JwksLocation.Problems($"{section}:{nameof(Jwks)}", Jwks)) yield return problem;
    }
}

/// <summary>An EHR that calls CDS Hooks: section <c>Security:CdsClients:NAME</c>.</summary>
internal sealed class CdsClientOptions
{
    /// <summary>The <c>iss</c> of its tokens, to the letter.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Where its public keys are (JWKS), for tokens without a <c>jku</c>: an https address or a file.</summary>
    public string? Jwks { get; set; }

    /// <summary>The addresses that the <c>jku</c> of its tokens may name, to the letter.</summary>
    public string[] Jku { get; set; } = [];

    /// <summary>What it may do.</summary>
    public string[] Scopes { get; set; } = [];

    public IEnumerable<string> Problems(string section)
    {
        if (string.IsNullOrWhiteSpace(Issuer)) yield return $"{section}:{nameof(Issuer)} is empty; expected the issuer of the tokens.";
        if (Jwks is null && Jku.Length == 0) yield return $"{section} has neither {nameof(Jwks)} nor {nameof(Jku)}; expected where the public keys are.";
        foreach (var problem in Keys.CallerOptions.ScopeProblems(section, Scopes)) yield return problem;
        if (Jwks is not null)
        {
            foreach (var problem in JwksLocation.Problems($"{section}:{nameof(Jwks)}", Jwks)) yield return problem;
        }

        foreach (var jku in Jku.Where(j => !JwksLocation.IsAddress(j))) yield return $"{section}:{nameof(Jku)} has '{jku}'; expected an https address.";
    }
}

/// <summary>Where a set of public keys is.</summary>
internal static class JwksLocation
{
    public static bool IsAddress(string location) => Uri.TryCreate(location, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0;

    public static IEnumerable<string> Problems(string setting, string location)
    {
        if (!IsAddress(location) && !File.Exists(location)) yield return $"{setting} is '{location}'; expected an https address, or a file that is there.";
    }
}
