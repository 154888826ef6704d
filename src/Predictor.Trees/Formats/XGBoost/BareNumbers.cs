using System.Buffers;

namespace Predictor.Trees.Formats.XGBoost;

/// <summary>XGBoost writes NaN and Infinity as they are, which is no JSON: its splits on categories have a NaN for a threshold.</summary>
internal static class BareNumbers
{
    /// <summary>The same text with <c>null</c> for what is not a number; the very bytes where there is none.</summary>
    public static ReadOnlyMemory<byte> AsNull(ReadOnlyMemory<byte> json)
    {
        var span = json.Span;
        if (span.IndexOf("NaN"u8) < 0 && span.IndexOf("Infinity"u8) < 0) return json;
        var written = new ArrayBufferWriter<byte>(json.Length + json.Length / 8);
        var isText = false;
        var from = 0;
        for (var i = 0; i < span.Length; i++)
        {
            if (span[i] == '"') isText = !isText;
            else if (isText && span[i] == '\\') i++;
            else if (!isText && Length(span[i..]) is var length and > 0)
            {
                written.Write(span[from..i]);
                written.Write("null"u8);
                from = i + length;
                i = from - 1;
            }
        }

        written.Write(span[from..]);
        return written.WrittenMemory;
    }

    private static int Length(ReadOnlySpan<byte> text) => text[0] switch
    {
        (byte)'N' when text.StartsWith("NaN"u8) => 3,
        (byte)'I' when text.StartsWith("Infinity"u8) => 8,
        (byte)'-' when text.StartsWith("-Infinity"u8) => 9,
        (byte)'-' when text.StartsWith("-NaN"u8) => 4,
        _ => 0,
    };
}
