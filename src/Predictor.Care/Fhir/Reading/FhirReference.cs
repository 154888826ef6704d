namespace Predictor.Care.Fhir.Reading;

/// <summary>References between resources, brought to one form so that they can be compared.</summary>
internal static class FhirReference
{
    private const int MaximumIdLength = 64;

    /// <summary>
    /// <c>Type/id</c> for a relative or absolute reference (base address and version are left out: the resources of one call are of one server), the
    /// URN for <c>urn:</c>, and <c>#id</c> for a contained resource; null for anything else.
    /// </summary>
    public static string? KeyOf(string? reference)
    {
        if (string.IsNullOrEmpty(reference)) return null;
        if (reference[0] == '#') return reference.Length > 1 ? reference : null;
        if (reference.StartsWith("urn:", StringComparison.OrdinalIgnoreCase)) return reference.ToLowerInvariant();
        var path = reference.AsSpan();
        var version = path.IndexOf("/_history/", StringComparison.Ordinal);
        if (version >= 0) path = path[..version];
        var slash = path.LastIndexOf('/');
        if (slash <= 0) return null;
        var id = path[(slash + 1)..];
        var type = path[..slash];
        type = type[(type.LastIndexOf('/') + 1)..];
        return IsType(type) && IsId(id) ? $"{type}/{id}" : null;
    }

    /// <summary>The type of a key of the form <c>Type/id</c>; empty for others.</summary>
    public static ReadOnlySpan<char> TypeOf(string key) => key.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? key.AsSpan(0, slash) : [];

    /// <summary>The id of a key of the form <c>Type/id</c>; other keys as they are.</summary>
    public static string IdOf(string key) => key.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? key[(slash + 1)..] : key;

    /// <summary>True for an id as FHIR allows them: 1 to 64 letters, digits, hyphens and points.</summary>
    public static bool IsId(ReadOnlySpan<char> id)
    {
        if (id.IsEmpty || id.Length > MaximumIdLength) return false;
        foreach (var c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.')) return false;
        }

        return true;
    }

    private static bool IsType(ReadOnlySpan<char> type)
    {
        if (type.IsEmpty || !char.IsAsciiLetterUpper(type[0])) return false;
        foreach (var c in type)
        {
            if (!char.IsAsciiLetter(c)) return false;
        }

        return true;
    }
}
