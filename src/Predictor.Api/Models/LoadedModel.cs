using Predictor.Api.Operations.Telemetry;
using Predictor.Care.Reading;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Models;

/// <summary>A model that is whole and checked, with all that a request needs. Cannot be changed; used by many requests at once.</summary>
internal sealed class LoadedModel
{
    private readonly Lazy<ModelAnswer> _details;

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
        _details = new Lazy<ModelAnswer>(() => ModelAnswer.Of(Details, package.Sha256));
        ScoredBy = new ScoredBy(package.Name, package.Version, package.Sha256);
    }

    public ModelPackage Package { get; }

    public MeteredScorer Scorer { get; }

    public EpisodeJsonReader Reader { get; }

    public ModelDetails Details { get; }

    /// <summary>The details as they are answered.</summary>
    public ModelAnswer DetailsAnswer => _details.Value;

    /// <summary>Name and version as a query asks for them, such as <c>demo@1.0.0</c>.</summary>
    public string Title => $"{Package.Name}{ModelChoice.Separator}{Package.Version}";

    /// <summary>What it is, in a few words.</summary>
    public ScoredBy ScoredBy { get; }
}
