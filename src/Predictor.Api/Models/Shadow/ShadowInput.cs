using Predictor.Care.Episodes;

namespace Predictor.Api.Models.Shadow;

/// <summary>A request as a challenger reads it: with its own zone, instruments and definition of dropout.</summary>
internal abstract class ShadowInput
{
    /// <summary>How many bytes it keeps while it waits.</summary>
    public abstract long Bytes { get; }

    /// <summary>A copy that outlives the request.</summary>
    public abstract ShadowInput Kept();

    /// <summary>The episode and the moment at which it is judged; null where the challenger does not take it.</summary>
    public abstract (Episode Episode, long AsOf)? Read(LoadedModel challenger);
}
