namespace Predictor.Api.Models;

/// <summary>
/// Holds the models for all requests. A request reads <see cref="Catalogue"/> once and works with what it got: no lock is needed, and a request that is under way
/// ends with the model that it began with. A model that was taken out is collected once the last of them has ended.
/// </summary>
internal sealed class ModelHolder
{
    private volatile ModelCatalogue _catalogue = ModelCatalogue.Loading;

    public ModelCatalogue Catalogue
    {
        get => _catalogue;
        set => _catalogue = value;
    }

    /// <summary>The model that answers where none is asked for.</summary>
    public ModelState State => _catalogue.State;
}
