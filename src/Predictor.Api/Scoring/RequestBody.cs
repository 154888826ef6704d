using System.Buffers;
using Microsoft.Net.Http.Headers;

namespace Predictor.Api.Scoring;

/// <summary>Takes the body of a request, if it is one that the service takes.</summary>
internal static class RequestBody
{
    private const int FirstBytes = 16 * 1024;

    /// <summary>True for a media type in plain UTF-8: any other charset or a compressed body would have to be guessed at.</summary>
    public static bool Is(HttpRequest request, string mediaType)
    {
        if (request.Headers.ContentEncoding.Count > 0) return false;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return false;
        if (!type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)) return false;
        return type.Charset.Length == 0 || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The bytes of the body, whether its length was announced or not.</summary>
    /// <returns>Null where there are more than <paramref name="maximumBytes"/>.</returns>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, long maximumBytes, CancellationToken cancellation)
    {
        if (request.ContentLength > maximumBytes) return null;
        var bytes = new ArrayBufferWriter<byte>((int)Math.Max(1, request.ContentLength ?? FirstBytes));
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            if (bytes.WrittenCount + read.Buffer.Length > maximumBytes) return null;
            foreach (var segment in read.Buffer) bytes.Write(segment.Span);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return bytes.WrittenMemory;
        }
    }

    /// <summary>The bytes of the body; null where there are too many, whether this or the server's own limit says so.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadOrNullAsync(HttpRequest request, long maximumBytes, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(request, maximumBytes, cancellation);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
