using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;

namespace Predictor.Risk.Training;

/// <summary>What an engine learned of one horizon, and how it was calibrated.</summary>
/// <param name="Rows">The rows it learned from.</param>
/// <param name="Result">The model.</param>
/// <param name="Calibration">Fitted out of fold.</param>
/// <param name="Warning">A sentence where the events are few; else null.</param>
internal sealed record LearnedHead(TrainingRows Rows, EngineResult Result, CalibrationFit Calibration, string? Warning);
