using Microsoft.Extensions.Options;
using Predictor.Api.Models;
using Predictor.Api.Operations;
using Predictor.Care.Fhir;
using Predictor.Care.Fhir.Configuration;

namespace Predictor.Api.Fhir;

/// <summary>Makes readers of FHIR resources: with the mapping of the service, and the zone, instruments and outcome of a model.</summary>
internal sealed class FhirReaders(IOptions<FhirOptions> options, IOptions<LimitOptions> limits)
{
    private readonly FhirMap _map = options.Value.MappingFile is { } file ? FhirMapReader.ReadFile(file, out _) : FhirMap.Default;

    /// <summary>The reader for a model; cheap to make.</summary>
    public FhirEpisodeReader For(LoadedModel model) => new(new FhirReaderOptions
    {
        Calendar = model.Package.Pipeline.Calendar,
        Instruments = model.Package.Pipeline.Instruments,
        Outcome = model.Package.Pipeline.Outcome,
        Map = _map,
        MaximumResources = limits.Value.Events,
    });
}
