using System.Net;
using System.Text.Json;
using Predictor.Api.CdsHooks;
using Predictor.Api.Description;
using Predictor.Api.Fhir;
using Predictor.Api.Tests.CdsHooks;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Models;

/// <summary>Calls of FHIR and CDS Hooks cannot name a model: the configuration does.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class ModelDemandTests(TrainedModelFixture model) : IDisposable
{
    private const string FhirPath = "/fhir/R4/$score-dropout-risk";

    private readonly PackageShelf _shelf = new(model);

    public void Dispose() => _shelf.Dispose();

    [Theory]
    [InlineData(null, null, "a@1.1.0", "a@1.1.0")]
    [InlineData("b@2.0.0", null, "b@2.0.0", "a@1.1.0")]
    [InlineData("a@1.0.0", "b", "a@1.0.0", "b@2.0.0")]
    public async Task Each_way_of_asking_is_answered_with_the_model_that_is_configured_for_it(string? fhir, string? cds, string byFhir, string byCds)
    {
        using var api = Start(fhir, cds);
        var client = api.CreateClient();
        (await client.PostAsync(FhirPath, Bodies.Json(Examples.Node(Examples.FhirRequest)))).EnsureSuccessStatusCode();
        (await client.CallAsync(CdsBodies.View, CdsBodies.Example())).EnsureSuccessStatusCode();
        (await client.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()))).EnsureSuccessStatusCode();
        Assert.Equal([$"score.fhir {byFhir}", $"score.cds {byCds}", "score a@1.1.0"], api.Trail().Where(r => r.StartsWith("{\"operation\"", StringComparison.Ordinal)).Select(Told));
        Assert.Empty(api.Alarms());
    }

    [Fact]
    public async Task A_configured_model_that_is_not_there_is_an_alarm_and_no_other_takes_its_place()
    {
        using var api = Start("b@3.0.0", "c");
        var client = api.CreateClient();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsync(FhirPath, Bodies.Json(Examples.Node(Examples.FhirRequest)))).StatusCode);
        await (await client.CallAsync(CdsBodies.View, CdsBodies.Example())).ProblemAsync(503);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()))).StatusCode);
        Assert.Equal(["choice-unmet CdsHooks:Model", "choice-unmet Fhir:Model"], api.Alarms().Order(StringComparer.Ordinal));
        Assert.Equal("degraded", (await (await client.GetAsync("/healthz/ready")).JsonAsync()).GetProperty("status").GetString());

        _shelf.Put("b", "3.0.0");
        _shelf.Put("c", "1.0.0");
        api.Look();
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(FhirPath, Bodies.Json(Examples.Node(Examples.FhirRequest)))).StatusCode);
        Assert.Empty(api.Alarms());
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("a@")]
    [InlineData("@1.0.0")]
    [InlineData("a@1.0")]
    [InlineData("a@1.0.0.0")]
    [InlineData("a@1.0.0@1.0.0")]
    [InlineData("../a@1.0.0")]
    public void What_names_no_model_is_told_at_start(string title)
    {
        Assert.Equal($"Fhir:Model is '{title}'; expected a model such as demo@1.0.0, its name alone, or no value.", Assert.Single(new FhirOptions { Model = title }.Problems()));
        Assert.Equal($"CdsHooks:Model is '{title}'; expected a model such as demo@1.0.0, its name alone, or no value.", Assert.Single(new CdsOptions { Model = title }.Problems()));
    }

    private static string Told(string record)
    {
        var document = JsonElement.Parse(record);
        var by = document.GetProperty("model");
        return $"{document.GetProperty("operation").GetString()} {by.GetProperty("name").GetString()}@{by.GetProperty("version").GetString()}";
    }

    private ApiFactory Start(string? fhir, string? cds)
    {
        _shelf.Put("a", "1.0.0");
        _shelf.Put("a", "1.1.0");
        _shelf.Put("b", "2.0.0");
        List<(string, string)> settings = [("Model:Default", "a")];
        if (fhir is not null) settings.Add(("Fhir:Model", fhir));
        if (cds is not null) settings.Add(("CdsHooks:Model", cds));
        return ServedApi.Start(_shelf, [.. settings]);
    }
}
