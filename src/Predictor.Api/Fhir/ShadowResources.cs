using System.Runtime.InteropServices;
using Predictor.Api.Models;
using Predictor.Api.Models.Shadow;
using Predictor.Care.Episodes;
using Predictor.Care.Fhir;

namespace Predictor.Api.Fhir;

/// <summary>FHIR resources of one client, from a call of the operation or of CDS Hooks.</summary>
/// <param name="readers">Makes the challenger's reader.</param>
/// <param name="request">What was read for the answer, of one episode.</param>
internal sealed class ShadowResources(FhirReaders readers, FhirEpisodeRequest request) : ShadowInput
{
    public override long Bytes => request.Resources.Sum(r => (long)JsonMarshal.GetRawUtf8Value(r.Resource).Length);

    public override ShadowInput Kept() => new ShadowResources(readers, request with { Resources = [.. request.Resources.Select(r => r with { Resource = r.Resource.Clone() })] });

    public override (Episode Episode, long AsOf)? Read(LoadedModel challenger)
    {
        var reading = readers.For(challenger).Read(request);
        return reading.HasErrors ? null : (reading.Episode, request.AsOf.UtcTicks);
    }
}
