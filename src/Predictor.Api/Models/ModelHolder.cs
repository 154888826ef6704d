namespace Predictor.Api.Models;

/// <summary>Holds the model for all requests. A request reads <see cref="State"/> once and works with what it got: no lock is needed.</summary>
internal sealed class ModelHolder
{
    private volatile ModelState _state = ModelState.Loading;

    public ModelState State
    {
        get => _state;
        set => _state = value;
    }
}
