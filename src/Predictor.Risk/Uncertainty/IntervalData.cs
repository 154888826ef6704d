using Predictor.Trees;

namespace Predictor.Risk.Uncertainty;

/// <summary>The interval of a horizon's risks, as <c>calibration.json</c> keeps it.</summary>
/// <param name="Level">How often it is meant to hold the risk that the records tell of, 0-1.</param>
/// <param name="HalfWidths">What the spread is multiplied by for half of the interval, in calibrated log-odds.</param>
/// <param name="LogVariance">Trees that give the logarithm of the squared spread of a row's calibrated log-odds.</param>
internal sealed record IntervalData(double Level, double HalfWidths, TreeEnsembleData LogVariance);
