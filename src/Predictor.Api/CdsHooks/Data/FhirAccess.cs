namespace Predictor.Api.CdsHooks.Data;

/// <summary>Leave to read a FHIR server during one call, or why there is none.</summary>
internal sealed class FhirAccess
{
    private readonly Func<string, bool> _lets = _ => false;
    private long _bytes;

    /// <param name="server">The server's address.</param>
    /// <param name="token">The access token.</param>
    /// <param name="lets">Whether the token is for resources of a type.</param>
    public FhirAccess(Uri server, string token, Func<string, bool> lets) => (Server, Token, _lets) = (server, token, lets);

    private FhirAccess(NotHad why) => Why = why;

    /// <summary>Null where there is no leave.</summary>
    public Uri? Server { get; }

    /// <summary>Never to be logged.</summary>
    public string? Token { get; }

    public NotHad Why { get; }

    public static implicit operator FhirAccess(NotHad why) => new(why);

    public bool Lets(string type) => _lets(type);

    /// <summary>Counts what was read.</summary>
    /// <returns>All bytes of the call.</returns>
    public long Took(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
