using System.Net;
using System.Text.RegularExpressions;
using Predictor.Api.Security.Keys;
using Predictor.Api.Security.Outgoing;
using Predictor.Api.Security.Tokens;

namespace Predictor.Api.Security;

/// <summary>Who may call, and how the service is reached: section <c>Security</c>. Closed by default.</summary>
internal sealed partial class SecurityOptions
{
    public const string Section = "Security";

    public SecurityMode Mode { get; set; } = SecurityMode.Closed;

    /// <summary>Callers with API keys, by name.</summary>
    public Dictionary<string, CallerOptions> Callers { get; set; } = [];

    /// <summary>Authorisation servers whose OAuth 2 access tokens are taken, by a name of the operator's choice.</summary>
    public Dictionary<string, OAuthOptions> OAuth { get; set; } = [];

    /// <summary>EHRs that call the CDS Hooks endpoints with tokens of their own making, by a name of the operator's choice.</summary>
    public Dictionary<string, CdsClientOptions> CdsClients { get; set; } = [];

    /// <summary>Where callers reach the service, such as <c>https://predictor.clinic.example</c>: the audience of CDS clients' tokens begins with it.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>How far the clocks of whoever makes tokens may be off, in seconds.</summary>
    public double ClockSkewSeconds { get; set; } = 30;

    /// <summary>Says that a proxy ends TLS, so that the service may listen for plain HTTP where others than this machine reach it.</summary>
    public bool BehindTlsProxy { get; set; }

    /// <summary>The addresses or networks of proxies; the forwarded headers of nobody else are believed.</summary>
    public string[] Proxies { get; set; } = [];

    /// <summary>Origins whose pages may call from a browser, such as <c>https://ehr.example</c>.</summary>
    public string[] CorsOrigins { get; set; } = [];

    /// <summary>Origins of the FHIR servers that the service may read. They open nothing else: key sets and token servers are reached at the very addresses that are named for them.</summary>
    public string[] OutgoingOrigins { get; set; } = [];

    public bool IsDevelopment => Mode == SecurityMode.Development;

    public TimeSpan ClockSkew => TimeSpan.FromSeconds(ClockSkewSeconds);

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems() => [.. ModeProblems(), .. NameProblems(), .. PlaceProblems(), .. CallerProblems()];

    private IEnumerable<string> ModeProblems()
    {
        var isEmpty = Callers.Count + OAuth.Count + CdsClients.Count == 0;
        if (!Enum.IsDefined(Mode)) yield return $"{Section}:{nameof(Mode)} is {(int)Mode}; expected Closed or Development.";
        if (Mode == SecurityMode.Closed && isEmpty)
        {
            yield return $"Nobody may call: {Section} names no callers. Make an API key with 'keys new --caller NAME' and put its entry into the configuration ({Section}:{nameof(Callers)}), " +
                $"or configure {Section}:{nameof(OAuth)} or {Section}:{nameof(CdsClients)} (docs/security.md). To try the service on this machine alone, start it with --development.";
        }

        if (IsDevelopment && (!isEmpty || BehindTlsProxy || Proxies.Length > 0 || PublicUrl is not null))
        {
            yield return $"{Section}:{nameof(Mode)} is Development, where anyone may call, and {Section} names callers, proxies or a public address as well; expected one or the other.";
        }
    }

    private IEnumerable<string> NameProblems() =>
        from section in new[] { (nameof(Callers), Callers.Keys), (nameof(OAuth), OAuth.Keys.AsEnumerable()), (nameof(CdsClients), CdsClients.Keys) }
        from name in section.Item2
        where !Name().IsMatch(name)
        select $"{Section}:{section.Item1} has the name '{name}'; expected up to 64 letters, digits, dots, dashes and underscores, a letter or digit first.";

    private IEnumerable<string> PlaceProblems()
    {
        if (!(ClockSkewSeconds is >= 0 and <= 120)) yield return $"{Section}:{nameof(ClockSkewSeconds)} is {ClockSkewSeconds}; expected 0 to 120 seconds.";
        if (PublicUrl is not null && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0 && !PublicUrl.EndsWith('/')))
        {
            yield return $"{Section}:{nameof(PublicUrl)} is '{PublicUrl}'; expected an address such as https://predictor.clinic.example, without a slash at its end.";
        }

        if (CdsClients.Count > 0 && PublicUrl is null) yield return $"{Section}:{nameof(PublicUrl)} has no value; expected the address that CDS clients call, which the audience of their tokens begins with.";
        if (BehindTlsProxy && Proxies.Length == 0) yield return $"{Section}:{nameof(BehindTlsProxy)} is true and {Section}:{nameof(Proxies)} is empty; expected the addresses or networks of the proxies.";
        foreach (var proxy in Proxies)
        {
            if (!IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _)) yield return $"{Section}:{nameof(Proxies)} has '{proxy}'; expected an address such as 10.1.2.3 or a network such as 10.1.0.0/16.";
        }

        foreach (var origin in CorsOrigins)
        {
            if (!Origin.IsOne(origin, isPlainLoopbackAllowed: true)) yield return $"{Section}:{nameof(CorsOrigins)} has '{origin}'; expected an origin such as https://ehr.example, without a path.";
        }

        foreach (var origin in OutgoingOrigins)
        {
            if (!Origin.IsOne(origin, IsDevelopment)) yield return $"{Section}:{nameof(OutgoingOrigins)} has '{origin}'; expected an origin such as https://ehr.example, without a path.";
        }
    }

    private IEnumerable<string> CallerProblems()
    {
        foreach (var (name, caller) in Callers)
        {
            foreach (var problem in caller.Problems($"{Section}:{nameof(Callers)}:{name}")) yield return problem;
        }

        foreach (var again in Callers.SelectMany(c => c.Value.Keys).GroupBy(k => k.Id).Where(g => g.Count() > 1))
        {
            yield return $"{Section}:{nameof(Callers)} has the key id '{again.Key}' {again.Count()} times; expected each once.";
        }

        foreach (var (name, server) in OAuth)
        {
            foreach (var problem in server.Problems($"{Section}:{nameof(OAuth)}:{name}")) yield return problem;
        }

        foreach (var (name, client) in CdsClients)
        {
            foreach (var problem in client.Problems($"{Section}:{nameof(CdsClients)}:{name}")) yield return problem;
        }

        var issuers = OAuth.Values.Select(o => o.Issuer).Concat(CdsClients.Values.Select(c => c.Issuer));
        foreach (var again in issuers.GroupBy(i => i).Where(g => g.Count() > 1 && g.Key.Length > 0))
        {
            yield return $"{Section} has the issuer '{again.Key}' {again.Count()} times; expected each once.";
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    private static partial Regex Name();
}
