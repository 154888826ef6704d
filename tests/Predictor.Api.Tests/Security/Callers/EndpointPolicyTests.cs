using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Predictor.Api.Security;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Callers;

[Collection(TrainedModelCollection.Name)]
public sealed class EndpointPolicyTests(TrainedModelFixture model)
{
    /// <summary>All that anybody may ask for. Nothing comes here by chance.</summary>
    private static readonly string[] Open = ["/healthz/live", "/healthz/ready"];

    [Fact]
    public void Every_endpoint_asks_for_a_scope_or_is_known_to_be_open()
    {
        var endpoints = model.Api.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        Assert.True(endpoints.Count >= 7);
        foreach (var endpoint in endpoints)
        {
            var path = Assert.IsType<RouteEndpoint>(endpoint).RoutePattern.RawText!;
            var scopes = endpoint.Metadata.OfType<IAuthorizeData>().Select(a => a.Policy).ToList();
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) Assert.Contains(path, Open);
            else Assert.Contains(Assert.Single(scopes), Scopes.All);
        }

        Assert.Equal(Open, endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(e => e.RoutePattern.RawText!).Order(StringComparer.Ordinal));
    }

    /// <summary>Said here once more, so that an endpoint cannot come under another scope unseen.</summary>
    [Fact]
    public void Every_endpoint_asks_for_the_scope_of_what_it_does()
    {
        foreach (var endpoint in model.Api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => !Open.Contains(e.RoutePattern.RawText)))
        {
            var path = endpoint.RoutePattern.RawText!;
            Assert.Equal((path, ScopeOf(path.TrimStart('/'))), (path, endpoint.Metadata.GetRequiredMetadata<IAuthorizeData>().Policy));
        }
    }

    private static string ScopeOf(string path) => path switch
    {
        _ when path.StartsWith("v1/admin/", StringComparison.Ordinal) => "admin",
        _ when path.StartsWith("v1/risk-scores", StringComparison.Ordinal) => "score",
        _ when path.StartsWith("cds-services", StringComparison.Ordinal) => "score",
        "fhir/R4/$score-dropout-risk" => "score",
        "v1/cds-feedback" => "panel.read",
        _ => "models.read",
    };

    [Fact]
    public async Task Every_endpoint_that_is_not_open_refuses_strangers_and_callers_without_its_scope()
    {
        var (admin, scorer) = (new Credentials("admin", "admin"), new Credentials("scorer", "score"));
        using var api = new ApiFactory(model.Folder, [.. admin.Settings, .. scorer.Settings]).WaitUntilReady();
        foreach (var endpoint in api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => !Open.Contains(e.RoutePattern.RawText)))
        {
            var path = endpoint.RoutePattern.RawText!.Replace("{documentName}.{extension:regex(^(json|ya?ml)$)}", "v1/swagger.json", StringComparison.Ordinal).Replace("{name}", "small", StringComparison.Ordinal);
            var method = new HttpMethod(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET");
            var other = endpoint.Metadata.GetRequiredMetadata<IAuthorizeData>().Policy == Scopes.Admin ? scorer : admin;
            foreach (var (client, status) in new[] { (api.CreateClient(), 401), (other.Client(api), 403) })
            {
                using var request = new HttpRequestMessage(method, path);
                Assert.Equal((path, status), (path, (int)(await client.SendAsync(request)).StatusCode));
            }
        }
    }
}
