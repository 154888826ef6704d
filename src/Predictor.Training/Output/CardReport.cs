namespace Predictor.Training.Output;

/// <summary>The JSON document of <c>card --check</c>.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="IsComplete">Whether every mandatory attribute is stated.</param>
/// <param name="Missing">The mandatory attributes that are not.</param>
/// <param name="NotStated">All attributes that are not stated, mandatory or not.</param>
internal sealed record CardReport(string Name, string Version, bool IsComplete, IReadOnlyList<CardGap> Missing, IReadOnlyList<CardGap> NotStated);

/// <summary>An attribute that is not stated.</summary>
internal sealed record CardGap(string Id, string Title);
