namespace Predictor.Risk.Packaging;

/// <summary>From which model a recalibrated one was made, and on what.</summary>
/// <param name="Sha256">The identity of the model that was recalibrated.</param>
/// <param name="Version">Its semantic version.</param>
/// <param name="Recalibration"><c>large</c> for the intercept alone, <c>logistic</c> for intercept and slope.</param>
/// <param name="DataFingerprint">The SHA-256 of the export that it was recalibrated on.</param>
public sealed record ModelOrigin(string Sha256, string Version, string Recalibration, string DataFingerprint);
