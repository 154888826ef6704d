using System.Text;
using Predictor.Api.Tests.Fuzzing;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Fhir;

/// <summary>Whatever is sent, the answer is a resource and never a mistake of the service.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class FhirFuzzTests(TrainedModelFixture model)
{
    private const int Rounds = 1500;

    [Fact]
    public async Task Mutated_bundles_are_answered_with_a_resource()
    {
        var client = model.Api.CreateClient();
        var example = FhirBodies.Example().ToJsonString();
        var random = new Random(42);
        var statuses = new Dictionary<int, int>();
        for (var round = 0; round < Rounds; round++)
        {
            var body = round % 10 == 0 ? JsonMutator.Bytes(Encoding.UTF8.GetBytes(example), random) : Encoding.UTF8.GetBytes(JsonMutator.Mutated(example, random));
            var response = await client.PostAsync(FhirBodies.Path, Bodies.Json(body));
            var status = (int)response.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True(status is 200 or 400 or 413 or 422, $"round {round}: {status} for {Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 4000))}");
            await response.ResourceAsync(status, status == 200 ? "RiskAssessment" : "OperationOutcome");
        }

        Assert.True(statuses[200] > Rounds / 10 && statuses[400] > 10 && statuses[422] > 10, string.Join(", ", statuses));
    }
}
