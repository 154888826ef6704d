using Predictor.Api.Operations.Telemetry;
using Predictor.Care.Reading;
using Predictor.Risk.Packaging;

namespace Predictor.Api.Models;

/// <summary>A model that is whole and checked, with all that a request needs. Cannot be changed; used by many requests at once.</summary>
internal sealed class LoadedModel
{
    public LoadedModel(ModelPackage package, int maximumEvents)
    {
        Package = package;
        Scorer = new MeteredScorer(package);
        // Bodies are read with the zone and the instruments of the model, as its training data were.
        Reader = new EpisodeJsonReader(new EpisodeJsonReaderOptions
        {
            Calendar = package.Pipeline.Calendar,
            Instruments = package.Pipeline.Instruments,
            MaximumEvents = maximumEvents,
        });
        Details = ModelDetails.Of(package);
    }

    public ModelPackage Package { get; }

    public MeteredScorer Scorer { get; }

    public EpisodeJsonReader Reader { get; }

    public ModelDetails Details { get; }
}
