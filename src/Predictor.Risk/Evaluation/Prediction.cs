using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Evaluation;

/// <summary>What a model predicted at one landmark, beside what came true.</summary>
/// <param name="EpisodeId">The episode.</param>
/// <param name="ClientId">Its client; predictions for one client are not independent.</param>
/// <param name="AtTicks">UTC ticks of the landmark.</param>
/// <param name="Kind">What made the moment a landmark.</param>
/// <param name="NotYetGone">Whether no gone spell had begun.</param>
/// <param name="HorizonDays">Days ahead that label and probability are of.</param>
/// <param name="Label">0 or 1.</param>
/// <param name="Weight">The censoring weight.</param>
/// <param name="Probability">The predicted chance that the label is 1.</param>
public readonly record struct Prediction(string EpisodeId, string ClientId, long AtTicks, LandmarkKind Kind, bool NotYetGone, int HorizonDays, byte Label, double Weight, double Probability);
