using System.Diagnostics.CodeAnalysis;

namespace Predictor.Api.CdsHooks;

/// <summary>The base address of a FHIR server, ending in a slash so that queries can be put behind it.</summary>
internal static class FhirServerAddress
{
    /// <summary>Reads an address. Whether it may be connected to is for <c>OutgoingHttp</c> to say.</summary>
    /// <returns>False for anything but an http or https address without user, query and fragment.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        if (text is null || !Uri.TryCreate(text, UriKind.Absolute, out var given)) return false;
        if (given.Scheme != Uri.UriSchemeHttps && given.Scheme != Uri.UriSchemeHttp) return false;
        if (given.UserInfo.Length > 0 || given.Query.Length > 0 || given.Fragment.Length > 0 || text.Contains('?', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal)) return false;
        address = given.AbsolutePath.EndsWith('/') ? given : new Uri(given.AbsoluteUri + "/");
        return true;
    }
}
