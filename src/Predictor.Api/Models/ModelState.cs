namespace Predictor.Api.Models;

/// <summary>Whether there is a model to answer with.</summary>
/// <param name="Model">The model; null where there is none.</param>
/// <param name="WhyNone">Why there is none, in words for anybody: no paths, no hashes. Empty where there is one.</param>
internal sealed record ModelState(LoadedModel? Model, string WhyNone)
{
    public static ModelState Loading { get; } = new(null, "The model is being loaded.");

    public static ModelState Ready(LoadedModel model) => new(model, "");

    public static ModelState Failed(string why) => new(null, why);
}
