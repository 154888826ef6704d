using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Fhir;

[Collection(TrainedModelCollection.Name)]
public sealed class FhirMetadataTests(TrainedModelFixture model)
{
    private readonly HttpClient _client = model.Api.CreateClient();

    [Fact]
    public async Task The_capability_statement_names_exactly_the_endpoints_there_are()
    {
        var statement = await (await _client.GetAsync("/fhir/R4/metadata")).ResourceAsync(200, "CapabilityStatement");
        var rest = Assert.Single(statement.GetProperty("rest").EnumerateArray().ToList());
        var stated = rest.GetProperty("operation").EnumerateArray().Select(o => $"POST /fhir/R4/${o.GetProperty("name").GetString()}")
            .Concat(rest.GetProperty("resource").EnumerateArray().SelectMany(r => r.GetProperty("interaction").EnumerateArray().Select(i => i.GetProperty("code").GetString() == "read" ? $"GET /fhir/R4/{r.GetProperty("type").GetString()}/{{id}}" : "?")))
            .Append("GET /fhir/R4/metadata");
        var mapped = model.Api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/fhir", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText}"));
        Assert.Equal(stated.Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
        Assert.Equal("4.0.1", statement.GetProperty("fhirVersion").GetString());
    }

    [Fact]
    public async Task The_definition_that_the_statement_refers_to_is_there()
    {
        var statement = await (await _client.GetAsync("/fhir/R4/metadata")).JsonAsync();
        var url = statement.GetProperty("rest")[0].GetProperty("operation")[0].GetProperty("definition").GetString()!;
        var definition = await (await _client.GetAsync(new Uri(url))).ResourceAsync(200, "OperationDefinition");
        Assert.Equal(url, definition.GetProperty("url").GetString());
        var known = FhirBodies.Example()["parameter"]!.AsArray().Select(p => p!["name"]!.GetValue<string>());
        Assert.Superset(known.ToHashSet(), definition.GetProperty("parameter").EnumerateArray().Select(p => p.GetProperty("name").GetString()!).ToHashSet());
        await (await _client.GetAsync("/fhir/R4/OperationDefinition/other")).ResourceAsync(404, "OperationOutcome");
    }
}
