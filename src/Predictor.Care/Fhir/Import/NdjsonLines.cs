namespace Predictor.Care.Fhir.Import;

/// <summary>The lines of an NDJSON file, one after the other, in a buffer as long as the longest.</summary>
internal static class NdjsonLines
{
    /// <summary>No resource is longer; what is must be something else.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    private const int FirstBytes = 1 << 16;

    /// <summary>The 1-based number and bytes of each line that is not blank; the bytes are valid until the next one, and empty for a line that is too long.</summary>
    public static IEnumerable<(int Number, ReadOnlyMemory<byte> Utf8)> Read(Stream stream)
    {
        var buffer = new byte[FirstBytes];
        var (start, end, number, isTooLong) = (0, 0, 1, false);
        while (true)
        {
            var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                if (isTooLong) yield return (number, default);
                else if (!IsBlank(buffer.AsSpan(start, at))) yield return (number, buffer.AsMemory(start, at));
                isTooLong = false;
                number++;
                start += at + 1;
                continue;
            }

            if (end - start > MaximumBytes)
            {
                isTooLong = true;
                start = end;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0) break;
            end += read;
        }

        if (isTooLong) yield return (number, default);
        else if (!IsBlank(buffer.AsSpan(0, end))) yield return (number, buffer.AsMemory(0, end));
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;
}
