using System.Security.Claims;

namespace Predictor.Api.Security.Callers;

/// <summary>Who calls: a program that is known, and what it may do. Not to be taken for a client of the clinic.</summary>
internal sealed class Caller
{
    public const string ScopeClaim = "scope";

    /// <param name="name">The kind of credential and a name, such as <c>key:ehr-north</c>: no two kinds can share one.</param>
    /// <param name="scopes">What the caller may do.</param>
    public Caller(string name, IEnumerable<string> scopes)
    {
        Name = name;
        var claims = scopes.Intersect(Scopes.All).Select(s => new Claim(ScopeClaim, s)).Prepend(new Claim(ClaimTypes.Name, name));
        Principal = new ClaimsPrincipal(new NamedIdentity(name, claims));
    }

    public string Name { get; }

    public ClaimsPrincipal Principal { get; }

    /// <summary>The name of the caller of a request; null where nobody is known.</summary>
    public static string? NameOf(HttpContext context) => context.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : null;

    /// <summary>Knows its name without going through the claims at every question.</summary>
    private sealed class NamedIdentity(string name, IEnumerable<Claim> claims) : ClaimsIdentity(claims, CallerHandler.SchemeName)
    {
        public override string Name => name;
    }
}
