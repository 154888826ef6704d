namespace Predictor.Risk.Engines;

/// <summary>What an engine learned.</summary>
/// <param name="Model">The model of all rows.</param>
/// <param name="OutOfFoldLogOdds">For each training row the log-odds by the model that has not seen the row's fold.</param>
/// <param name="Notes">What a reader of the model should know, in sentences, such as which penalty was chosen and how.</param>
public sealed record EngineResult(IRiskModel Model, double[] OutOfFoldLogOdds, IReadOnlyList<string> Notes)
{
    /// <summary>Whether the log-odds are taken as they are: no calibration is fitted to them.</summary>
    public bool IsCalibrated { get; init; }

    /// <summary>Writes the model of all rows as the library that learned it keeps it; null where there is no other form than the package's.</summary>
    public Action<Stream>? SaveNative { get; init; }
}
