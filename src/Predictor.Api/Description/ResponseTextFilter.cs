using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Predictor.Api.Description;

/// <summary>Says of each status what it means here.</summary>
internal sealed class ResponseTextFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is OpenApiResponse own) own.Description = TextOf(status) ?? own.Description;
        }
    }

    private static string? TextOf(string status) => status switch
    {
        "200" => "The answer.",
        "304" => "The caller has the answer already: its If-None-Match names the entity tag.",
        "400" => "A parameter is wrong, or the body is not JSON in UTF-8.",
        "401" => "No key or token that the service knows came with the request.",
        "403" => "The caller may not do this; WWW-Authenticate names the scope that it lacks.",
        "404" => "There is nothing of that name or id; of a model, detail names those that there are.",
        "408" => "The body came too slowly.",
        "409" => "The models are not as the request takes them to be; nothing was changed.",
        "412" => "Data that are needed were not sent along and cannot be read; errors names them.",
        "413" => "The body, unpacked, is larger than the service takes (by default 1 MiB).",
        "415" => "The body is not said to be of the type that is expected, in UTF-8, plain or in gzip.",
        "422" => "The body is JSON, but wrong; errors names every bad field at once. Or the Idempotency-Key was used for another request.",
        "429" => "The caller sends more than it may; Retry-After says in how many seconds to send again.",
        "500" => "A mistake of the service.",
        "503" => "The model is not loaded; see /healthz/ready.",
        _ => null,
    };
}
