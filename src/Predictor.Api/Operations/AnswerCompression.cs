using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Predictor.Api.Operations;

/// <summary>
/// Compresses the answers of the endpoints that ask for it, with Brotli or gzip. Models tell of no client, and a batch is large. A single score is never compressed: it is small, and
/// the length of a compressed answer would tell something of what is in it to whoever watches the line (BREACH). In a batch many clients share one stream, and it goes to a program
/// that sent all of it and holds no cookies that somebody else could make it use.
/// </summary>
internal static class AnswerCompression
{
    public static void AddAnswerCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["application/json", "application/x-ndjson"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
    }

    public static void UseAnswerCompression(this WebApplication app) =>
        app.UseWhen(context => context.GetEndpoint()?.Metadata.GetMetadata<Compressed>() is not null, branch => branch.UseResponseCompression());

    /// <summary>The answers may be compressed, where the caller accepts it.</summary>
    public static TBuilder CompressAnswer<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Compressed());

    private sealed class Compressed;
}
