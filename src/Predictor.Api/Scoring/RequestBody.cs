using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.Net.Http.Headers;

namespace Predictor.Api.Scoring;

/// <summary>Takes the body of a request, if it is one that the service takes: plain or in gzip, within the same limits once it is unpacked.</summary>
internal static class RequestBody
{
    private const int FirstBytes = 16 * 1024;
    private const string Gzip = "gzip";

    /// <summary>True for a media type in UTF-8, plain or in gzip: any other charset or coding would have to be guessed at.</summary>
    public static bool Is(HttpRequest request, string mediaType)
    {
        if (request.Headers.ContentEncoding.Count > 0 && !IsGzip(request)) return false;
        if (string.Equals(request.ContentType, mediaType, StringComparison.Ordinal)) return true;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return false;
        if (!type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)) return false;
        return type.Charset.Length == 0 || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The bytes of the body, unpacked, whether its length was announced or not.</summary>
    /// <returns>Null where there are more than <paramref name="maximumBytes"/>, of which no more are unpacked.</returns>
    /// <exception cref="BadHttpRequestException">The body is not gzip though it says so.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, long maximumBytes, CancellationToken cancellation)
    {
        if (request.ContentLength > maximumBytes) return null;
        var body = Open(request, maximumBytes + 1);
        var bytes = new ArrayBufferWriter<byte>((int)Math.Max(1, IsGzip(request) ? FirstBytes : request.ContentLength ?? FirstBytes));
        while (true)
        {
            var read = await body.ReadAsync(cancellation);
            var isTooMuch = bytes.WrittenCount + read.Buffer.Length > maximumBytes;
            if (!isTooMuch)
            {
                foreach (var segment in read.Buffer) bytes.Write(segment.Span);
            }

            // In any case, or the server cannot pass over what is left.
            body.AdvanceTo(read.Buffer.End);
            if (isTooMuch) return null;
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

    /// <summary>The body as it comes in, unpacked.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maximumBytes">Reading fails once more have been unpacked; of a plain body the server sees to it.</param>
    public static PipeReader Open(HttpRequest request, long maximumBytes)
    {
        if (!IsGzip(request)) return request.BodyReader;
        var unpacked = new UnpackedBody(new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true), maximumBytes);
        request.HttpContext.Response.RegisterForDispose(unpacked);
        return PipeReader.Create(unpacked);
    }

    private static bool IsGzip(HttpRequest request) => request.Headers.ContentEncoding is [{ } coding] && coding.Equals(Gzip, StringComparison.OrdinalIgnoreCase);
}
