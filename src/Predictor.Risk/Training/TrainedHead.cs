using Predictor.Risk.Engines;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Training;

/// <summary>One horizon's head with what its training showed.</summary>
internal sealed record TrainedHead
{
    public required ModelHead Head { get; init; }

    public required TrainingRows Rows { get; init; }

    /// <summary>Training clients with the outcome.</summary>
    public required int Events { get; init; }

    public required int Censored { get; init; }

    public required int Capped { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Writes the model as the library that learned it keeps it; null where there is no such form.</summary>
    public Action<Stream>? SaveNative { get; init; }
}
