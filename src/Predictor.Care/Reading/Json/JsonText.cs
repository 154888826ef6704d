using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Predictor.Care.Reading.Json;

/// <summary>The text of JSON values in UTF-8.</summary>
internal static class JsonText
{
    /// <summary>The value as it stands in the document.</summary>
    public static ReadOnlySpan<byte> Raw(JsonElement element) => JsonMarshal.GetRawUtf8Value(element);

    /// <summary>The text of a string.</summary>
    /// <returns>False where its escapes are no valid Unicode, such as half of a surrogate pair.</returns>
    public static bool TryRead(JsonElement text, out ReadOnlySpan<byte> utf8)
    {
        utf8 = Raw(text)[1..^1];
        if (!utf8.Contains((byte)'\\')) return true;
        try
        {
            utf8 = Encoding.UTF8.GetBytes(text.GetString() ?? "");
            return true;
        }
        catch (InvalidOperationException)
        {
            // The only reason for which a string throws: it cannot be transcoded.
            return false;
        }
    }

    /// <summary>The name of a member in UTF-8; where its escapes are no valid Unicode, as it stands in the document.</summary>
    public static ReadOnlySpan<byte> Utf8NameOf(JsonProperty member)
    {
        var utf8 = JsonMarshal.GetRawUtf8PropertyName(member);
        return utf8.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(NameOf(member)) : utf8;
    }

    /// <summary>The name of a member; where its escapes are no valid Unicode, as it stands in the document.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(member));
        }
    }
}
