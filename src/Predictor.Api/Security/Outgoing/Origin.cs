namespace Predictor.Api.Security.Outgoing;

/// <summary>Scheme, host and port of an address.</summary>
internal readonly record struct Origin(string Scheme, string Host, int Port)
{
    public static Origin Of(Uri uri) => new(uri.Scheme, uri.IdnHost.ToLowerInvariant(), uri.Port);

    /// <summary>True for https, and for plain http to this machine where that is allowed.</summary>
    public static bool IsSafe(Uri uri, bool isPlainLoopbackAllowed) => uri.UserInfo.Length == 0 && (uri.Scheme == Uri.UriSchemeHttps || (isPlainLoopbackAllowed && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    /// <summary>True for the text of a safe origin and nothing more.</summary>
    public static bool IsOne(string text, bool isPlainLoopbackAllowed) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsSafe(uri, isPlainLoopbackAllowed) && uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && !text.EndsWith('/') && !text.Contains('*', StringComparison.Ordinal);
}
